import type { TransformStep } from '../../../contract/schema-document.ts'
import { AppError } from '../lib/app-error.ts'
import type { Extensions } from '../validate/extensions.ts'

/** Cleans a cell's text. */
export type Transform = (text: string) => string

const builtIn: Readonly<Record<Extract<TransformStep, string>, Transform>> = {
  trim: (text) => text.trim(),
  'collapse-spaces': (text) => text.replace(/\s+/g, ' '),
  lowercase: (text) => text.toLowerCase(),
  uppercase: (text) => text.toUpperCase(),
  'normalize-unicode': (text) => text.normalize('NFC'),
  'normalize-email': (text) => text.trim().toLowerCase(),
  // Joiners (U+200C, U+200D) stay: scripts and emoji are spelled with them.
  'remove-control-characters': (text) =>
    text.replace(/[\p{Cc}\u200b\u2060\ufeff]/gu, (found) => (/[\t\r\n]/.test(found) ? found : '')),
}

/**
 * The steps as one function, in the order written; null where there are none.
 * @throws AppError `schema-invalid` for a custom step that nobody registered
 */
export function compileTransforms(steps: readonly TransformStep[], extensions: Extensions): Transform | null {
  const functions = steps.map((step): Transform => {
    if (typeof step === 'string') return builtIn[step]
    const found = extensions.transforms.get(step.custom)
    if (!found) {
      throw new AppError('schema-invalid', `No transform named "${step.custom}" is registered.`, {
        hint: 'Register it in the program that opens the workspace, or take it out of the schema.',
      })
    }
    return found
  })
  const [first, ...rest] = functions
  if (!first) return null
  return rest.length === 0 ? first : (text) => rest.reduce((cleaned, step) => step(cleaned), first(text))
}
