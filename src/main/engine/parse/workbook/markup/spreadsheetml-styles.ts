import type { XmlReader } from './xml-reader.ts'

/** The formats that have a name instead of a code (ss:NumberFormat, ss:Format), as Excel shows them with English settings. */
const namedFormats: ReadonlyMap<string, string> = new Map([
  ['General Number', 'General'],
  ['General Date', 'm/d/yyyy h:mm'],
  ['Long Date', 'dddd, mmmm dd, yyyy'],
  ['Medium Date', 'd-mmm-yy'],
  ['Short Date', 'm/d/yyyy'],
  ['Long Time', 'h:mm:ss AM/PM'],
  ['Medium Time', 'h:mm AM/PM'],
  ['Short Time', 'h:mm'],
  ['Currency', '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)'],
  ['Euro Currency', '[$€-2] #,##0.00'],
  ['Fixed', '0.00'],
  ['Standard', '#,##0.00'],
  ['Percent', '0.00%'],
  ['Scientific', '0.00E+00'],
  ['Yes/No', '"Yes";"Yes";"No"'],
  ['True/False', '"True";"True";"False"'],
  ['On/Off', '"On";"On";"Off"'],
])

/** The format codes of styles. */
export interface FormatStyles {
  /** Shows an element of the styles that was just opened. */
  note(reader: XmlReader): void
  /** The code of a style; `General` where it has none. */
  codeOf(style: string | null): string
}

export function collectFormatStyles(): FormatStyles {
  const styles = new Map<string, { readonly parent: string | null; code: string | null }>()
  let current: { code: string | null } | null = null
  return {
    note: (reader) => {
      if (reader.name() === 'ss:Style') {
        const style = { parent: reader.attribute('ss:Parent'), code: null }
        styles.set(reader.attribute('ss:ID') ?? '', style)
        current = style
      } else if (reader.name() === 'ss:NumberFormat' && current) {
        const format = reader.attribute('ss:Format')
        if (format !== null && format !== '') current.code = namedFormats.get(format) ?? format
      }
    },
    codeOf: (name) => {
      let at: string | null = name ?? 'Default'
      for (let step = 0; at !== null && step < 20; step++) {
        const style: { readonly parent: string | null; code: string | null } | undefined = styles.get(at)
        if (style?.code) return style.code
        at = style?.parent ?? null
      }
      return 'General'
    },
  }
}
