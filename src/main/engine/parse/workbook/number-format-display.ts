/** The text that Excel shows for a value with a format code; null where the format is none that can be applied. */
export type DisplayText = (code: string, value: number | boolean | string) => string | null

interface Formatter {
  format(code: string, value: number | boolean | string, options: { readonly date1904: boolean }): string
}

/**
 * Loads SheetJS's SSF and returns what shows values by it, in the date system of a workbook. It is loaded only when asked for,
 * since most readings want the values themselves.
 */
export async function loadDisplayText(date1904: boolean): Promise<DisplayText> {
  // Its own types say `any`.
  const { SSF: formatter } = (await import('xlsx')) as { readonly SSF: Formatter }
  const options = { date1904 }
  return (code, value) => {
    try {
      return formatter.format(code, value, options)
    } catch {
      // SSF throws words, not errors, for codes that it cannot take apart. The caller shows the value itself.
      return null
    }
  }
}
