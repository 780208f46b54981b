import type { SchemaField } from '../../../contract/schema/schema-document.ts'
import type { TransformStep } from '../../../contract/schema/transform-step.ts'
import { AppError } from '../lib/app-error.ts'
import type { NamedStep, Refuse, StepContext, StepKind, StepKinds, StepName, Transform } from './step-kind.ts'
import { characterSteps } from './steps/characters.ts'
import { exchangeSteps } from './steps/exchange.ts'
import { caseSteps } from './steps/letter-case.ts'
import { markupSteps } from './steps/markup.ts'
import { parseSteps } from './steps/parse.ts'
import { partSteps } from './steps/parts.ts'
import { personalDataSteps } from './steps/personal-data.ts'
import { phoneSteps } from './steps/phone.ts'

const kinds: StepKinds<StepName> = {
  ...characterSteps,
  ...caseSteps,
  ...exchangeSteps,
  ...partSteps,
  ...parseSteps,
  ...phoneSteps,
  ...markupSteps,
  ...personalDataSteps,
}

/** The field whose cells are cleaned. */
export type TransformedField = Pick<SchemaField, 'name' | 'transforms'>

/**
 * Refuses steps that cannot work whatever the data is.
 * @throws AppError `schema-invalid` naming field, step and what to write instead
 */
export function refuseImpossibleSteps(field: TransformedField, context: Pick<StepContext, 'locale'>): void {
  for (const [index, step] of field.transforms.entries()) {
    if (isCustom(step)) continue
    const named = withName(step)
    kindOf(named).check?.(named, refusing(field, index), context)
  }
}

/**
 * The steps of a field as one function, in the order written; null where there are none. An empty text stays as it is, but for
 * custom steps. `changes` counts, by the step's 0-based place, the texts that each of them changed.
 * @throws AppError `schema-invalid` for a custom step that nobody registered, or one that `refuseImpossibleSteps` refuses
 */
export async function compileTransforms(
  field: TransformedField,
  context: StepContext,
  changes: number[],
): Promise<Transform | null> {
  refuseImpossibleSteps(field, context)
  const steps = await Promise.all(
    field.transforms.map(async (step, index) => {
      const refuse = refusing(field, index)
      return { takesEmpty: isCustom(step), apply: await compileStep(step, context, refuse) }
    }),
  )
  if (steps.length === 0) return null
  return (text) => {
    let cleaned = text
    for (let index = 0; index < steps.length; index++) {
      const { takesEmpty, apply } = steps[index] as (typeof steps)[number]
      if (cleaned === '' && !takesEmpty) continue
      const next = apply(cleaned)
      if (next === cleaned) continue
      changes[index] = (changes[index] ?? 0) + 1
      cleaned = next
    }
    return cleaned
  }
}

type CustomStep = Extract<TransformStep, { custom: string }>

function isCustom(step: TransformStep): step is CustomStep {
  return typeof step === 'object' && 'custom' in step
}

function compileStep(step: TransformStep, context: StepContext, refuse: Refuse): Transform | Promise<Transform> {
  if (isCustom(step)) {
    return (
      context.extensions.transforms.get(step.custom) ??
      refuse(
        `no transform named "${step.custom}" is registered`,
        'Register it in the program that opens the workspace, or take it out of the schema.',
      )
    )
  }
  const named = withName(step)
  return kindOf(named).compile(named, context, refuse)
}

function withName(step: Exclude<TransformStep, CustomStep>): NamedStep {
  return typeof step === 'string' ? { step } : step
}

/** The kind of a step takes that step: they have the same name, which the compiler cannot follow through the table. */
function kindOf(step: NamedStep): StepKind<NamedStep> {
  return kinds[step.step] as StepKind<NamedStep>
}

function refusing({ name, transforms }: TransformedField, index: number): Refuse {
  const step = transforms[index] as TransformStep
  const words = isCustom(step) ? 'custom' : withName(step).step
  return (why, hint) => {
    throw new AppError('schema-invalid', `Field "${name}", transform ${index + 1} (${words}): ${why}.`, { hint })
  }
}
