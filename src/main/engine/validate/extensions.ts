import { pathToFileURL } from 'node:url'
import { AppError } from '../lib/app-error.ts'

/** Judges a text: true when it passes, or false or the reason why not. */
export type CustomValidator = (text: string) => boolean | string
/** Cleans a text. */
export type CustomTransform = (text: string) => string

/** What an embedding program adds to the rules, under names that schemas may use. A schema itself never brings code. */
export interface Extensions {
  readonly validators: ReadonlyMap<string, CustomValidator>
  readonly transforms: ReadonlyMap<string, CustomTransform>
}

export const noExtensions: Extensions = { validators: new Map(), transforms: new Map() }

/**
 * Loads the modules that the embedding program named; each exports `validators` and `transforms`, objects of functions by name.
 * Every thread that judges rows loads them for itself.
 */
export async function loadExtensions(modules: readonly string[]): Promise<Extensions> {
  const validators = new Map<string, CustomValidator>()
  const transforms = new Map<string, CustomTransform>()
  for (const path of modules) {
    const loaded: unknown = await import(pathToFileURL(path).href)
    collect(loaded, 'validators', validators, path)
    collect(loaded, 'transforms', transforms, path)
  }
  return { validators, transforms }
}

function collect<F extends (text: string) => unknown>(
  loaded: unknown,
  key: string,
  into: Map<string, F>,
  path: string,
): void {
  const named = (loaded as Record<string, unknown>)[key]
  if (named === undefined) return
  for (const [name, candidate] of Object.entries(named as Record<string, unknown>)) {
    if (typeof candidate !== 'function') {
      throw new AppError('usage', `${path}: ${key}.${name} is not a function.`, { hint: 'Export functions by name.' })
    }
    into.set(name, candidate as F)
  }
}
