/**
 * The formats that files name by number alone: ECMA-376 part 1, 18.8.30, as Excel shows them with English settings (MS-OI29500
 * 2.1.704 lists where it differs from the standard). Numbers 27 to 36, 50 to 58 and 67 to 81 mean something only in the languages
 * of the Far East and Thailand, where a few differ from one to the next: what all of them are is given.
 */
const codes: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '"$"#,##0_);\\("$"#,##0\\)',
  6: '"$"#,##0_);[Red]\\("$"#,##0\\)',
  7: '"$"#,##0.00_);\\("$"#,##0.00\\)',
  8: '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'm/d/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yyyy h:mm',
  37: '#,##0_);(#,##0)',
  38: '#,##0_);[Red](#,##0)',
  39: '#,##0.00_);(#,##0.00)',
  40: '#,##0.00_);[Red](#,##0.00)',
  41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
  42: '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)',
  43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
  44: '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
  32: 'h:mm',
  33: 'h:mm:ss',
  34: 'yyyy/m/d h:mm',
  35: 'yyyy/m/d h:mm:ss',
  55: 'yyyy/m/d h:mm',
  56: 'yyyy/m/d h:mm:ss',
  59: '0',
  60: '0.00',
  61: '#,##0',
  62: '#,##0.00',
  67: '0%',
  68: '0.00%',
  69: '# ?/?',
  70: '# ??/??',
  75: 'h:mm',
  76: 'h:mm:ss',
  77: 'm/d/yyyy h:mm',
  78: 'mm:ss',
  79: '[h]:mm:ss',
  80: 'mm:ss.0',
}

const farEasternDates = [27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]
const thaiDates = [71, 72, 73, 74, 81]

/** The code of a format by its number; `General` where no format has it. A file's own formats come before these. */
export function builtInFormat(id: number): string {
  const code = codes[id]
  if (code !== undefined) return code
  return farEasternDates.includes(id) || thaiDates.includes(id) ? 'yyyy/m/d' : 'General'
}
