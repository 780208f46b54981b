import type { StepKinds } from '../step-kind.ts'

/**
 * [X-control] Characters that nobody sees: controls, zero-width spaces, soft hyphens, invisible operators, marks of direction, marks of
 * annotations. Joiners (U+200C, U+200D) and tags (U+E0020 to U+E007F) stay: scripts, emoji and flags are spelled with them.
 */
const unseen =
  /[^\P{Cc}\t\r\n]|[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0001}]/gu

const singleQuotes = /[\u2018-\u201b\u2039\u203a]/g
const doubleQuotes = /[\u201c-\u201f\u00ab\u00bb]/g

/** Steps that look at single characters. */
export const characterSteps: StepKinds<
  'trim' | 'collapse-spaces' | 'normalize-unicode' | 'normalize-email' | 'plain-quotes' | 'remove-control-characters'
> = {
  trim: { compile: () => (text) => text.trim() },
  'collapse-spaces': { compile: () => (text) => text.replace(/\s+/g, ' ') },
  'normalize-unicode': { compile: () => (text) => text.normalize('NFC') },
  'normalize-email': { compile: () => (text) => text.trim().toLowerCase() },
  'plain-quotes': { compile: () => (text) => text.replace(singleQuotes, "'").replace(doubleQuotes, '"') },
  'remove-control-characters': { compile: () => (text) => text.replace(unseen, '') },
}
