/** Where a text is no JSON, or says a thing twice; 1-based, counted in UTF-16 units as editors do. */
export interface JsonFault {
  readonly line: number
  readonly column: number
  /** What is wrong there, as the end of a sentence. */
  readonly reason: string
}

const space = /[ \t\r\n]*/y
/** Any character but quotes, backslashes and the control characters of ASCII. */
const plain = '[ !#-\\[\\]-\\uffff]*'
const string = new RegExp(`"${plain}(?:\\\\(?:["\\\\/bfnrt]|u[0-9a-fA-F]{4})${plain})*"`, 'y')
const plainValue = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y

/** An object with the names that it has so far, or an array. */
type Container = { readonly close: '}'; readonly names: Set<string> } | { readonly close: ']' }
type Expected = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end' | 'nothing'

/**
 * The first place at which a text stops being JSON (RFC 8259), or where an object has a name a second time, which readers resolve
 * differently; null where there is none. The engines' own parsers name no place for many faults, and take the last of two names.
 */
export function findJsonFault(text: string): JsonFault | null {
  const containers: Container[] = []
  let expected: Expected = 'value'
  let at = 0
  const fault = (reason: string): JsonFault => ({ ...placeOf(text, at), reason })
  const take = (token: RegExp): string | null => {
    token.lastIndex = at
    return token.exec(text)?.[0] ?? null
  }
  for (;;) {
    at += (take(space) as string).length
    const inside = containers.at(-1)
    const character = text[at]
    if (expected === 'nothing') return character === undefined ? null : fault('the text goes on behind the document')
    if (character === undefined) {
      return fault(inside ? `the text ends before its ${quoted(inside.close)}` : 'the text is empty')
    }
    if (inside && character === inside.close && (expected.endsWith('or end') || expected === 'colon')) {
      if (expected === 'colon') return fault('a colon and a value are missing')
      containers.pop()
      at++
      expected = containers.length === 0 ? 'nothing' : 'comma or end'
      continue
    }
    if (expected === 'comma or end') {
      if (character !== ',') return fault(`a comma or ${quoted(inside?.close ?? '')} is missing${misread(text, at)}`)
      at++
      expected = inside?.close === '}' ? 'name' : 'value'
      continue
    }
    if (expected === 'colon') {
      if (character !== ':') return fault(`a colon is missing behind the name${misread(text, at)}`)
      at++
      expected = 'value'
      continue
    }
    if (inside && character === inside.close) return fault(closedTooEarly(expected, text, at))
    if (inside?.close === '}' && expected.startsWith('name')) {
      const name = take(string)
      if (name === null) return fault(`a name in double quotes is missing${misread(text, at)}`)
      if (inside.names.has(JSON.parse(name) as string)) return fault(`${name} stands twice in one object`)
      inside.names.add(JSON.parse(name) as string)
      at += name.length
      expected = 'colon'
      continue
    }
    if (character === '{' || character === '[') {
      containers.push(character === '{' ? { close: '}', names: new Set() } : { close: ']' })
      at++
      expected = character === '{' ? 'name or end' : 'value or end'
      continue
    }
    const value = take(string) ?? take(plainValue)
    if (value === null) return fault(noValue(text, at))
    at += value.length
    expected = containers.length === 0 ? 'nothing' : 'comma or end'
  }
}

function quoted(character: string): string {
  return `"${character}"`
}

function closedTooEarly(expected: Expected, text: string, at: number): string {
  const before = text.slice(0, at).trimEnd().at(-1)
  if (before === ',') return `there is a comma too many before "${text[at]}"`
  return `a ${expected} is missing before "${text[at]}"`
}

function noValue(text: string, at: number): string {
  if (text[at] === '"') return 'the text in quotes does not end on its line, or has a backslash that JSON does not know'
  const word = /^[^\s,:{}[\]"]+/.exec(text.slice(at, at + 30))?.[0]
  return word === undefined ? `a value is missing before "${text[at]}"` : `${word} is no value${misread(text, at)}`
}

/** What people write that JSON does not have. */
function misread(text: string, at: number): string {
  if (text.startsWith('//', at) || text.startsWith('/*', at) || text[at] === '#') return '; JSON has no comments'
  if (text[at] === "'") return '; JSON has double quotes only'
  return ''
}

function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split(/\r\n|\r|\n/)
  return { line: before.length, column: (before.at(-1) as string).length + 1 }
}
