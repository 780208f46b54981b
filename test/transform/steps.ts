import type { TransformStep } from '../../src/contract/schema/transform-step.ts'
import { compileTransforms } from '../../src/main/engine/transform/compile-transforms.ts'
import { type Extensions, noExtensions } from '../../src/main/engine/validate/extensions.ts'

/** What a field and its document say beside the steps. */
export interface Around {
  readonly locale?: string
  readonly region?: string
  readonly extensions?: Extensions
}

/** The steps as one function over texts. */
export async function cleaner(
  transforms: TransformStep[],
  { locale, region, extensions = noExtensions }: Around = {},
): Promise<(text: string) => string> {
  const clean = await compileTransforms({ name: 'x', transforms }, { locale, region, extensions }, [])
  if (clean === null) throw new Error('there are steps to compile')
  return clean
}

/** The steps, with how much each of them changes. */
export async function counted(transforms: TransformStep[], texts: readonly string[]): Promise<number[]> {
  const changes = transforms.map(() => 0)
  const context = { locale: undefined, region: undefined, extensions: noExtensions }
  const clean = await compileTransforms({ name: 'x', transforms }, context, changes)
  for (const text of texts) clean?.(text)
  return changes
}
