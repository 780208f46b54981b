/**
 * A spreadsheet runs a text that begins like this as a formula; numbers with a sign are none (OWASP, "CSV Injection"). The apostrophe
 * that guards a text comes before these, so a text that has one already gets a second: taking one away gives the text again.
 */
const dangerous = /^'*[=+\-@\t\r]/
const signedNumber = /^[+-][\d.,]+$/

/** Whether a spreadsheet could run a text, or it could be taken for one that was guarded. */
export function needsGuard(text: string): boolean {
  return dangerous.test(text) && !signedNumber.test(text)
}

/** A text that no spreadsheet runs: an apostrophe comes before one that it could. */
export function guarded(text: string): string {
  return needsGuard(text) ? `'${text}` : text
}

/** The text that was guarded. */
export function unguarded(text: string): string {
  return text.startsWith("'") && needsGuard(text.slice(1)) ? text.slice(1) : text
}
