import type { Refuse, StepKind, StepKinds, Transform } from '../step-kind.ts'

/** Steps that change the case of letters, as a language has it where one is named. */
export const caseSteps: StepKinds<'lowercase' | 'uppercase' | 'title-case'> = {
  lowercase: casing(lower),
  uppercase: casing(upper),
  'title-case': casing(titleCase),
}

function casing(
  compile: (language: string | undefined) => Transform,
): StepKind<{ readonly locale?: string | undefined }> {
  return {
    check: ({ locale }, refuse, context) => refuseUnknownTag(locale ?? context.locale, refuse),
    compile: ({ locale }, context) => {
      const tag = locale ?? context.locale
      return compile(tag === undefined ? undefined : new Intl.Locale(tag).language)
    },
  }
}

function refuseUnknownTag(locale: string | undefined, refuse: Refuse): void {
  if (locale === undefined) return
  try {
    Intl.getCanonicalLocales(locale)
  } catch {
    refuse(`the locale "${locale}" is no language tag`, 'Write a tag such as tr or de-DE.')
  }
}

/** Languages whose cases are not everyone's (Unicode's SpecialCasing, and CLDR for Greek); asking by language is slow for all others. */
const ownCases: ReadonlySet<string | undefined> = new Set(['az', 'el', 'lt', 'tr'])

function lower(language: string | undefined): Transform {
  return ownCases.has(language) ? (text) => text.toLocaleLowerCase(language) : (text) => text.toLowerCase()
}

function upper(language: string | undefined): Transform {
  return ownCases.has(language) ? (text) => text.toLocaleUpperCase(language) : (text) => text.toUpperCase()
}

/** [X-title] A word: letters, digits and their marks, with the apostrophes that stand between them. */
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['\u2019][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu

/** Each word with its first letter in upper case and all others in lower case. */
function titleCase(language: string | undefined): Transform {
  // Only Turkic languages have other capitals in words. What Greek and Lithuanian do is for texts in one case: accents go, dots come.
  const ofWords = language === 'tr' || language === 'az' ? language : undefined
  const lowered = lower(ofWords)
  const raised = upper(ofWords)
  const title = (found: string): string => {
    const letters = lowered(found)
    const first = String.fromCodePoint(letters.codePointAt(0) as number)
    // The capital of one letter may be several, of which only the first is one in a title.
    const capital = raised(first)
    const head = String.fromCodePoint(capital.codePointAt(0) as number)
    const titled = head + lowered(capital.slice(head.length)) + letters.slice(first.length)
    return language === 'nl' && titled.startsWith('Ij') ? `IJ${titled.slice(2)}` : titled
  }
  return (text) => text.replace(word, title)
}
