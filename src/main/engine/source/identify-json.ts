import { type FileKind, refusedKind } from './file-kind.ts'
import type { FileParts } from './file-parts.ts'

const hint = 'Export the table as CSV, and import that file.'

/**
 * JSON and JSON lines, null for anything else. The beginning alone is not enough, since a cell may begin with a bracket too. A file is JSON
 * where its text is one object or array and nothing follows, or where objects that are not empty follow each other, a line each, and
 * nothing else. Where the text goes on behind what was read, it must be so as far as it was read.
 */
export function identifyJson(file: FileParts, text: string): FileKind | null {
  const whole = file.head.length >= file.bytes
  const start = text.search(/\S/)
  if (start === -1 || (text[start] !== '{' && text[start] !== '[')) return null
  const first = scanJson(text, start)
  if (first === null || (first.cut && whole)) return null
  if (first.cut) return refusedKind(file.path, 'JSON', hint)
  if (text.slice(first.end).trim() === '') return refusedKind(file.path, 'JSON', hint)
  return areObjectLines(text, start, whole) ? refusedKind(file.path, 'JSON, a document a line', hint) : null
}

function areObjectLines(text: string, start: number, whole: boolean): boolean {
  let at = start
  while (at < text.length) {
    if (!/^\{\s*"/.test(text.slice(at, at + 64))) return !whole && text.slice(at).trim().length < 2
    const value = scanJson(text, at)
    if (value === null) return false
    if (value.cut) return !whole
    const gap = /[ \t]*(?:[\r\n]\s*|$)/y
    gap.lastIndex = value.end
    if (!gap.test(text)) return false
    at = gap.lastIndex
  }
  return true
}

const token =
  /\s*(?:([{[])|([}\]])|(,)|(:)|("(?:[^"\\\p{Cc}]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/uy

/** The end of the JSON value at a place; `cut` where the text ends before the value does; null where it is no JSON. */
function scanJson(text: string, start: number): { readonly end: number; readonly cut: boolean } | null {
  const open: string[] = []
  /** What may come: a value, a key, a colon behind it, or a comma or closing bracket. */
  let wanted: 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'next' = 'value'
  token.lastIndex = start
  for (let at = start; ; at = token.lastIndex) {
    const found = token.exec(text)
    if (!found) return isCutToken(text.slice(at)) ? { end: text.length, cut: true } : null
    const [, opening, closing, comma, colon, string, plain] = found
    if (opening !== undefined) {
      if (wanted !== 'value' && wanted !== 'first-value') return null
      open.push(opening)
      wanted = opening === '{' ? 'first-key' : 'first-value'
    } else if (closing !== undefined) {
      const mate = closing === '}' ? '{' : '['
      if (wanted !== 'next' && wanted !== (mate === '{' ? 'first-key' : 'first-value')) return null
      if (open.pop() !== mate) return null
      wanted = 'next'
    } else if (comma !== undefined) {
      if (wanted !== 'next') return null
      wanted = open.at(-1) === '{' ? 'key' : 'value'
    } else if (colon !== undefined) {
      if (wanted !== 'colon') return null
      wanted = 'value'
    } else if (string !== undefined && (wanted === 'key' || wanted === 'first-key')) wanted = 'colon'
    else if ((string ?? plain) !== undefined && (wanted === 'value' || wanted === 'first-value')) wanted = 'next'
    else return null
    if (open.length === 0) return { end: token.lastIndex, cut: false }
  }
}

/** Whether what is left can be the beginning of a token: white space, a string that is not closed, a number or a word. */
function isCutToken(rest: string): boolean {
  return /^\s*(?:"(?:[^"\\\p{Cc}]|\\.)*\\?|-?[\d.eE+-]*|t|tr|tru|f|fa|fal|fals|n|nu|nul)$/u.test(rest)
}
