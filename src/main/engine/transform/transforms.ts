import type { TransformStep } from '../../../contract/schema/transform-step.ts'
import { AppError } from '../lib/app-error.ts'
import type { Extensions } from '../validate/extensions.ts'
import { formatsOf } from '../validate/writing/field-writing.ts'
import { parseDateStep, parseNumberStep } from './parse-steps.ts'

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

const parsers: Readonly<
  Record<Extract<TransformStep, { step: string }>['step'], (formats: readonly string[]) => Transform>
> = { 'parse-number': parseNumberStep, 'parse-date': parseDateStep }

/**
 * The steps as one function, in the order written; null where there are none. `changes` counts, by the step's 0-based place, the texts
 * that each of them changed.
 * @throws AppError `schema-invalid` for a custom step that nobody registered
 */
export function compileTransforms(
  steps: readonly TransformStep[],
  extensions: Extensions,
  changes: number[],
): Transform | null {
  const functions = steps.map((step) => compileStep(step, extensions))
  if (functions.length === 0) return null
  return (text) => {
    let cleaned = text
    for (let step = 0; step < functions.length; step++) {
      const next = (functions[step] as Transform)(cleaned)
      if (next === cleaned) continue
      changes[step] = (changes[step] ?? 0) + 1
      cleaned = next
    }
    return cleaned
  }
}

function compileStep(step: TransformStep, extensions: Extensions): Transform {
  if (typeof step === 'string') return builtIn[step]
  if ('step' in step) return parsers[step.step](formatsOf(step))
  const found = extensions.transforms.get(step.custom)
  if (found) return found
  throw new AppError('schema-invalid', `No transform named "${step.custom}" is registered.`, {
    hint: 'Register it in the program that opens the workspace, or take it out of the schema.',
  })
}
