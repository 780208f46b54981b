/** The letters beyond ASCII that a language writes, in lower case; composed and combined ones where encodings differ. */
export interface Alphabet {
  readonly language: string
  readonly script: 'Latin' | 'Cyrillic' | 'Greek' | 'Hebrew' | 'Arabic' | 'Thai'
  readonly letters: ReadonlySet<string>
}

const alphabet =
  (script: Alphabet['script']) =>
  (language: string, letters: string): Alphabet => ({ language, script, letters: new Set(letters) })
const latin = alphabet('Latin')
const cyrillic = alphabet('Cyrillic')
const arabic = alphabet('Arabic')

const russian = 'абвгдежзийклмнопрстуфхцчшщъыьэюяё'
const arabicLetters = 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىًٌٍَُِّْـ،؛؟'

/** Between languages that fit alike the first is named. */
export const alphabets: readonly Alphabet[] = [
  latin('German', 'äöüß'),
  latin('French', 'àâæçèéêëîïôœùûüÿ'),
  latin('Spanish', 'áéíñóúü'),
  latin('Portuguese', 'ãáàâçéêíóôõúü'),
  latin('Italian', 'àèéìíòóùú'),
  latin('Swedish', 'åäöé'),
  latin('Danish or Norwegian', 'æøåé'),
  latin('Dutch', 'ëïéèêóöü'),
  latin('Icelandic', 'áðéíóúýþæö'),
  latin('Catalan', 'àçèéíïòóúü'),
  latin('Polish', 'ąćęłńóśźż'),
  latin('Czech', 'áčďéěíňóřšťúůýž'),
  latin('Slovak', 'áäčďéíĺľňóôŕšťúýž'),
  latin('Hungarian', 'áéíóöőúüű'),
  latin('Croatian or Slovenian', 'čćđšž'),
  latin('Romanian', 'ăâîșțşţ'),
  latin('Turkish', 'çğıöşüâîi'),
  latin('Estonian', 'äöõüšž'),
  latin('Latvian', 'āčēģīķļņšūž'),
  latin('Lithuanian', 'ąčęėįšųūž'),
  latin('Albanian', 'çë'),
  latin('Vietnamese', 'ăâđêôơưàáãèéìíòóõùúý\u0300\u0301\u0303\u0309\u0323'),
  cyrillic('Russian or Bulgarian', russian),
  cyrillic('Ukrainian', 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'),
  cyrillic('Belarusian', 'абвгдеёжзійклмнопрстуўфхцчшыьэюя'),
  cyrillic('Serbian or Macedonian', 'абвгдђежзијклљмнњопрстћуфхцчџшѓѕќ'),
  alphabet('Greek')('Greek', 'αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ'),
  alphabet('Hebrew')('Hebrew', 'אבגדהוזחטיךכלםמןנסעףפץצקרשת'),
  arabic('Arabic', arabicLetters),
  arabic('Persian or Urdu', `${arabicLetters}پچژگکیٹڈڑںھہے`),
  alphabet('Thai')('Thai', Array.from({ length: 0x5b }, (_, index) => String.fromCharCode(0xe01 + index)).join('')),
]
