/** The form in which names of schemas, datasets and fields are compared: SQL ignores case, and so does everything here. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
