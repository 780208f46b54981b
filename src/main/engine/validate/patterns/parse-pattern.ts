import { type AST, RegExpParser } from '@eslint-community/regexpp'

/** A pattern as it was written, and what it says. */
export interface ParsedPattern {
  readonly source: string
  /** The flags that it compiles with, in the order of the alphabet. */
  readonly flags: string
  readonly tree: AST.Pattern
  /** The pattern as V8 would run it. */
  readonly native: RegExp
}

const parser = new RegExpParser()

/**
 * [R1] Reads a pattern of JavaScript by the flag `u` first: one that is written for it means what it says; older ones, which Unicode
 * forbids, are read without it.
 * @throws SyntaxError saying why it is no pattern
 */
export function parsePattern(source: string, flags: string): ParsedPattern {
  const own = [...new Set(flags.replace('u', ''))].sort().join('')
  try {
    return parseWithFlags(source, `${own}u`)
  } catch (error) {
    if (flags.includes('u')) throw error
    return parseWithFlags(source, own)
  }
}

/** Reads a pattern by just these flags. */
export function parseWithFlags(source: string, flags: string): ParsedPattern {
  // V8 first: its words are the ones that people find when they look them up.
  const native = new RegExp(source, flags)
  return { source, flags, native, tree: parser.parsePattern(source, 0, source.length, flags.includes('u')) }
}
