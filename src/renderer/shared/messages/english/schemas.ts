/** What rows must be like. */
export const schemasMessages = {
  schemas: {
    title: 'Schemas',
    none: 'A schema says what each column must hold. Import a file without one to have it inferred, or add one.',
    add: 'Add from a JSON file…',
    version: (version: number) => `version ${version}`,
    readable: 'In words',
    json: 'JSON',
    view: 'View',
    field: 'Field',
    type: 'Type',
    mustBe: 'Must be',
    before: 'Cleaned first',
    unknownColumns: {
      keep: 'Columns that are not listed are kept as they are.',
      ignore: 'Columns that are not listed are left out.',
      reject: 'A column that is not listed rejects the row.',
    },
    nullWords: (words: string) => `Read as empty: ${words}.`,
  },
} as const
