/**
 * The values of a list as JSON has them for a type (`string`, `number`, `integer`, `boolean`); null where a text is not the one writing of
 * its value, so that comparing values would let other texts pass.
 */
export function typedValues(texts: readonly string[], type: string): (string | number | boolean)[] | null {
  if (type === 'string') return [...texts]
  const values = texts.map((text) => (type === 'boolean' ? truths.get(text) : Number(text)))
  const same = values.every((value, index) => value !== undefined && String(value) === texts[index])
  return same ? (values as (number | boolean)[]) : null
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
])
