/**
 * The raw material of the orders file: lists of cell texts that are right, each already written as a CSV cell, and of
 * cell texts that are wrong with the issue code that each must get. Every verdict here is certain under SEMANTICS.md
 * (4 to 6) with the five rules of the order schema; a text whose verdict could be argued about does not belong here.
 */

/** The fields that a rule judges, in column order. */
export const JUDGED_FIELDS = ['order_id', 'customer_email', 'amount', 'order_date', 'status'] as const
export type JudgedField = (typeof JUDGED_FIELDS)[number]

export const ISSUE_CODES = [
  'too-few-cells',
  'too-many-cells',
  'required',
  'invalid-email',
  'invalid-number',
  'too-small',
  'invalid-date',
  'pattern-mismatch',
] as const
export type OrdersIssueCode = (typeof ISSUE_CODES)[number]

/** A wrong cell, as CSV text, and the one issue that it causes. */
export type WrongCell = readonly [cell: string, code: OrdersIssueCode]

/** Text in, CSV cell out: quoted only where comma, quote or line break need it. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}

/** Every first word with every last word, as CSV cells. */
function pairs(given: string, family: string, join = ' '): string[] {
  return words(given).flatMap((first) => words(family).map((last) => csvCell(`${first}${join}${last}`)))
}

/** Names in the Latin alphabet; about two thirds of the rows take one of these. */
export const LATIN_NAMES: readonly string[] = [
  ...pairs(
    'Anna Liam Maria James Emma Noah Olga Peter Sofia Thomas',
    'Novak Smith Rossi Müller Jensen Silva Dupont Khan',
  ),
  ...pairs('Zoë José Søren Łukasz Çağla Ðuro Renée Þóra', 'Weiß Nuñez Ørsted Żak Şahin Dvořák Lefèvre Őry'),
  ...pairs('Nguyễn Trần Lê Phạm', 'Đức Ánh Hương Việt'),
]

/** Names in other scripts, right-to-left ones, characters beyond 16 bits, and names that trip careless programs. */
export const OTHER_NAMES: readonly string[] = [
  ...pairs('Анна Иван Ольга Юрий', 'Петрова Сидоренко Їжак Ёлкин'),
  ...pairs('Ελένη Γιώργος', 'Παπαδοπούλου Νικολάου'),
  ...pairs('محمد فاطمة ليلى', 'الخطيب حدّاد'),
  ...pairs('דוד נועה', 'לוי מזרחי'),
  ...pairs('आरव प्रिया', 'शर्मा पटेल'),
  ...pairs('王 李 張', '伟 秀英 小明', ''),
  ...pairs('佐藤 𠮷田 髙橋', '花子 太郎'),
  ...pairs('김 이 박', '민준 서연', ''),
  ...pairs('สมชาย มาลี', 'ใจดี ศรีสุข'),
  ...pairs('ნინო გიორგი', 'ბერიძე'),
  ...pairs('Արամ Անի', 'Սարգսյան'),
  ...pairs('ተስፋዬ ሰላም', 'በቀለ'),
  ...pairs('தமிழ் மீனா', 'செல்வன்'),
  ...[
    'Robert "Bob" Lee',
    '"Dee" O\'Shea',
    'Smith, Jane',
    'Lee, Ann "Annie"',
    "O'Brien",
    'Null',
    'NA',
    'True',
    'Ng',
    'Ame\u0301lie Zoe\u0308',
    'Müller, Hans-Peter\nc/o Weiß',
    'Acme "Best" Tools, Inc.',
    'X Æ A-12',
    '👩🏽‍🚀 Io',
    '𝒥ane Doe',
    '0042',
  ].map(csvCell),
]

/** Local parts and domains of right addresses; each pairing is right. Only reserved names, so no address is anybody's. */
export const EMAIL_LOCALS = words(`
  anna.novak liam.smith maria_rossi james-jensen e.muller noah.k.silva o.petrova peter sofia99 t.dupont khan.z zoe+orders
  jose+gift.2024 soren.o lukasz a x1 o'brien Maria.Rossi JAMES.LEE info sales-eu billing_dept no-reply 12345 2nd.shop
  first.middle.last w.w.w a-b-c q_a z9+a+b very.long.mailbox.name`)
export const EMAIL_DOMAINS = words(`
  example.com example.org example.net mail.example.com Example.COM shop.example.org a-b.example.net eu.west.example.com
  firma.example xn--bcher-kva.example 1st.example example.co.uk`)

/** Not an address by any reading: no at sign, two of them, a space inside, no domain. */
export function wrongEmails(local: string, domain: string): WrongCell[] {
  const cells = [`${local}.${domain}`, `${local}@home@${domain}`, `${local} shop@${domain}`, `${local}@`]
  return cells.map((cell) => [cell, 'invalid-email'])
}

/** What a cell of each other judged field can hold that its rule must refuse. */
export const WRONG_CELLS: Record<Exclude<JudgedField, 'customer_email'>, readonly WrongCell[]> = {
  order_id: [['', 'required']],
  amount: [
    ['abc', 'invalid-number'],
    [csvCell('12,50'), 'invalid-number'],
    ['1e5', 'invalid-number'],
    [csvCell('1,234.50'), 'invalid-number'],
    ['12.5o', 'invalid-number'],
    ['-5.00', 'too-small'],
  ],
  order_date: [
    ['03/04/2025', 'invalid-date'],
    ['2025-13-01', 'invalid-date'],
    ['2025-02-30', 'invalid-date'],
    ['yesterday', 'invalid-date'],
  ],
  status: [
    ['shipped', 'pattern-mismatch'],
    ['Completed', 'pattern-mismatch'],
  ],
}

/** What a row with too many cells carries behind its ninth cell; all of it holds text, so it cannot be padding. */
export const SURPLUS = [',then call', ',side door,ring twice', ',,moved to row below', ',99.00'] as const
/** How many cells a row with too few has; the order id is always there, so the row is not blank. */
export const SHORT_LENGTHS = [5, 3, 7] as const

/** `completed` is the commonest, as in life. */
export const STATUSES = ['completed', 'completed', 'completed', 'pending', 'pending', 'cancelled'] as const

/** Every day of 2023 to 2026 as ISO text. */
export const DATES: readonly string[] = Array.from({ length: 1461 }, (_, day) =>
  new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10),
)

/** Local ways of writing a number; `#` stands for a digit. */
export const PHONE_SHAPES = [
  '+49151#######',
  '+1202555####',
  '+4420794####',
  '+8190########',
  '020 7946 ####',
  '(030) ######',
  '0##-###-####',
  '555-01##',
]
/** Leading zeros in most; `#` stands for a digit. */
export const POSTCODE_SHAPES = [
  '0####',
  '0####',
  '00###',
  '#####',
  '75###',
  '1### AB',
  'SW1A #AA',
  '10#-00##',
  '00-###',
  '0###',
]

/** Notes of every kind that has ever broken an importer, beside plain ones. `#` stands for a digit. */
export const NOTES: readonly string[] = [
  'Leave at the door',
  'Gift wrap',
  'Call before delivery',
  'Ref ######',
  'Express',
  'Ring twice',
  'Paid by card ####',
  'Box ##',
  'Blue, size M',
  'Fragile, handle with care',
  'He said "no rush"',
  '"Urgent"',
  '3" pipe, 2 pcs',
  'Floor 2\nDoor 14',
  'Line one\r\nLine two',
  'Attn: "Lab", room ##\nbell broken',
  'Entrance A\r\n\r\nAsk for "Kim"',
  '\nstarts on line two',
  'tab\tinside',
  'semi;colon | pipe',
  '00######',
  '1E5',
  '12345678901234567890',
  '=1+1',
  '+1',
  '-1',
  '@home',
  '<b>urgent</b>',
  'TRUE',
  'null',
  '03/04/2025',
  '1,5',
  'Größe XL',
  'Доставить до 18:00',
  '置き配希望',
  'اتركها عند الباب',
  '🎁 thanks!',
  'café 5 € – “ok”',
  "it's fine",
  'C:\\temp\\##',
].map(csvCell)
