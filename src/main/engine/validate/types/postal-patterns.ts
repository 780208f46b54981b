/** How the postal codes of a country are written, and how one is stored: `$1` and `$2` are its parts. */
export interface PostalPattern {
  readonly text: RegExp
  readonly stored: string
  readonly example: string
}

/** Countries whose codes are so many digits and nothing else; from the countries' postal services and the Universal Postal Union. */
const digits: Readonly<Record<number, string>> = {
  3: 'FO IS LS MG OM PG',
  4: 'AF AL AM AT AU BD BE BG CH CV CY DK ET GE GL GW HT HU LI LR LU MK MZ NE NO NZ PH PY SI SJ SV TN ZA',
  5: 'AX BA BT CR CU DE DO DZ EE EG ES FI FR GF GP GT HN HR ID IQ IT JO KE KH KR KW LA LK LY MA MC ME MM MQ MV MX MY NC NI NP PE PF PK PM RE RS SD SM SN TH TR TZ UA UY VA WF YT ZM',
  6: 'BY CN CO EC IN KG KZ MN NG RO RS RU SG TJ TM TT UZ VN',
  7: 'CL IL',
}

const special: Readonly<Record<string, readonly [text: string, stored: string, example: string]>> = {
  AD: ['(AD[1-7]\\d{2})', '$1', 'AD500'],
  AR: ['(\\d{4}|[A-HJ-NP-Z]\\d{4}[A-Z]{3})', '$1', 'C1425CLA'],
  BR: ['(\\d{5})-?(\\d{3})', '$1-$2', '01310-100'],
  CA: ['([ABCEGHJ-NPRSTVXY]\\d[ABCEGHJ-NPRSTV-Z]) ?(\\d[ABCEGHJ-NPRSTV-Z]\\d)', '$1 $2', 'K1A 0B1'],
  CZ: ['([1-7]\\d{2}) ?(\\d{2})', '$1 $2', '110 00'],
  GB: [
    '(GIR|[A-PR-UWYZ](?:\\d{1,2}|\\d[A-HJKPSTUW]|[A-HK-Y]\\d{1,2}|[A-HK-Y]\\d[ABEHMNPRVWXY])) ?(0AA|\\d[ABD-HJLNP-UW-Z]{2})',
    '$1 $2',
    'SW1A 1AA',
  ],
  GG: ['(GY\\d{1,2}) ?(\\d[ABD-HJLNP-UW-Z]{2})', '$1 $2', 'GY1 1AA'],
  GR: ['(\\d{3}) ?(\\d{2})', '$1 $2', '106 71'],
  IE: ['([AC-FHKNPRTV-Y]\\d{2}|D6W) ?([0-9AC-FHKNPRTV-Y]{4})', '$1 $2', 'D02 AF30'],
  IM: ['(IM\\d{1,2}) ?(\\d[ABD-HJLNP-UW-Z]{2})', '$1 $2', 'IM1 1AA'],
  IN: ['([1-9]\\d{2}) ?(\\d{3})', '$1$2', '110001'],
  IR: ['(\\d{5})-?(\\d{5})', '$1-$2', '11936-12345'],
  JE: ['(JE\\d{1,2}) ?(\\d[ABD-HJLNP-UW-Z]{2})', '$1 $2', 'JE2 3AB'],
  JP: ['(\\d{3})-?(\\d{4})', '$1-$2', '100-0001'],
  LT: ['(?:LT-?)?(\\d{5})', 'LT-$1', 'LT-01100'],
  LV: ['(?:LV-?)?(\\d{4})', 'LV-$1', 'LV-1010'],
  MD: ['(?:MD-?)?(\\d{4})', 'MD-$1', 'MD-2001'],
  MT: ['([A-Z]{3}) ?(\\d{4})', '$1 $2', 'VLT 1117'],
  NL: ['([1-9]\\d{3}) ?([A-RT-Z][A-Z]|S[BCE-RT-Z])', '$1 $2', '1012 JS'],
  PL: ['(\\d{2})-(\\d{3})', '$1-$2', '00-001'],
  PR: ['(00[679]\\d{2}(?:-\\d{4})?)', '$1', '00901'],
  PT: ['(\\d{4})-(\\d{3})', '$1-$2', '1000-001'],
  SA: ['(\\d{5}(?:-\\d{4})?)', '$1', '11564'],
  SE: ['([1-9]\\d{2}) ?(\\d{2})', '$1 $2', '111 20'],
  SK: ['([089]\\d{2}) ?(\\d{2})', '$1 $2', '811 01'],
  TW: ['(\\d{3}(?:-?\\d{2,3})?)', '$1', '100'],
  US: ['(\\d{5}(?:-\\d{4})?)', '$1', '10001'],
}

const patterns = new Map<string, PostalPattern>()
for (const [count, regions] of Object.entries(digits)) {
  const text = new RegExp(`^(\\d{${count}})$`)
  for (const region of regions.split(' ')) {
    patterns.set(region, { text, stored: '$1', example: '1234567'.slice(0, Number(count)) })
  }
}
for (const [region, [text, stored, example]] of Object.entries(special)) {
  patterns.set(region, { text: new RegExp(`^${text}$`, 'i'), stored, example })
}

/** How a country writes its postal codes; undefined where it is not known or has none. */
export function postalPattern(region: string): PostalPattern | undefined {
  return patterns.get(region)
}

/** Every country whose postal codes are known. */
export function postalRegions(): string[] {
  return [...patterns.keys()].sort()
}
