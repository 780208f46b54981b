import type { StepWithOptions, TransformName } from '../../../contract/schema/transform-step.ts'
import type { Extensions } from '../validate/extensions.ts'

/** Cleans a cell's text. */
export type Transform = (text: string) => string

export type StepName = TransformName | StepWithOptions['step']

/** A step that is no custom one; one that is a mere name has no options. */
export type NamedStep = StepWithOptions | { readonly step: TransformName; readonly locale?: undefined }

/** The step of a name. */
export type StepOf<N extends StepName> = Extract<NamedStep, { step: N }>

/** What a step may depend on beside its own options. */
export interface StepContext {
  /** How letters are cased where the step does not say: the document's. */
  readonly locale: string | undefined
  /** The country of local phone numbers where the step does not say: the field's. */
  readonly region: string | undefined
  readonly extensions: Extensions
}

/** Says of a step why it cannot work, as the rest of a sentence, and what to write instead. @throws AppError `schema-invalid` */
export type Refuse = (why: string, hint: string) => never

/**
 * What a step of a name does. What an implementer keeps:
 *
 * - `check` refuses options that cannot work whatever the data is; it is asked before anything is compiled.
 * - `compile` is called once, before the first row; what it gives is called for each text, never an empty one, throws nothing, and keeps
 *   nothing between calls that its results depend on. It may load what is large.
 */
export interface StepKind<S> {
  readonly check?: (step: S, refuse: Refuse, context: Pick<StepContext, 'locale'>) => void
  readonly compile: (step: S, context: StepContext, refuse: Refuse) => Transform | Promise<Transform>
}

/** The kinds of a group of steps, by name. */
export type StepKinds<N extends StepName> = { readonly [Name in N]: StepKind<StepOf<Name>> }
