/** Characters of a sheet's name ("Excel specifications and limits"). */
const longestName = 31
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const notInNames = /[[\]:*?/\\\0-\x1f]/g

/** A name that Excel takes for a sheet and that no other one of the workbook has, as near to the wanted one as can be; it is added to `taken`. */
export function sheetName(wanted: string, taken: Set<string>): string {
  const clean = wanted
    .replaceAll(notInNames, '_')
    .replaceAll(/^'+|'+$/g, '')
    .trim()
  // Excel keeps this name for itself.
  const base = clean === '' ? 'Sheet' : clean.toLowerCase() === 'history' ? `${clean}_` : clean
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '' : ` (${number})`
    const name = base.slice(0, longestName - ending.length) + ending
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}
