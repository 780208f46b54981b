import { z } from 'zod'

/** Cleaning steps that need nothing but their name. */
export const transformNames = [
  'trim',
  'collapse-spaces',
  'lowercase',
  'uppercase',
  'title-case',
  'normalize-unicode',
  'normalize-email',
  'plain-quotes',
  'remove-control-characters',
  'decode-entities',
] as const
export type TransformName = (typeof transformNames)[number]

const ignoreCase = z.boolean().optional()
const format = z.union([z.string().min(1).max(100), z.array(z.string().min(1).max(100)).min(1)])
const languageTag = z.string().describe('A BCP 47 tag, such as tr or de-DE')

/** Cleaning steps that say how; what each of them does is in the engine's transform/SPEC.md. */
const stepWithOptions = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('lowercase'), locale: languageTag }),
  z.strictObject({ step: z.literal('uppercase'), locale: languageTag }),
  z.strictObject({ step: z.literal('title-case'), locale: languageTag }),
  z.strictObject({ step: z.literal('null-words'), words: z.array(z.string()), ignoreCase }),
  z.strictObject({
    step: z.literal('replace'),
    find: z.string().describe('A text; with pattern a regular expression'),
    with: z.string().max(1000),
    whole: z.boolean().optional().describe('Only where it is the whole text'),
    ignoreCase,
    pattern: z.boolean().optional(),
  }),
  z.strictObject({
    step: z.literal('map'),
    values: z.record(z.string(), z.string()).describe('What each text becomes'),
    ignoreCase,
    otherwise: z.enum(['keep', 'empty']).optional().describe('What becomes of any other text; kept unless said'),
  }),
  z.strictObject({
    step: z.literal('split'),
    separator: z.string(),
    part: z.number().int().describe('1-based; negative from the end'),
  }),
  z.strictObject({ step: z.literal('join'), separator: z.string(), with: z.string().max(1000) }),
  z.strictObject({
    step: z.literal('pad'),
    length: z.number().int().min(1).max(1000).describe('In characters'),
    with: z.string(),
    side: z.enum(['start', 'end']),
  }),
  z.strictObject({ step: z.literal('parse-number'), format }),
  z.strictObject({ step: z.literal('parse-date'), format }),
  z.strictObject({ step: z.literal('phone'), region: z.string().optional().describe("The field's unless said") }),
  z.strictObject({ step: z.literal('html'), keep: z.enum(['nothing', 'safe']) }),
  z.strictObject({ step: z.literal('hash'), salt: z.string().min(1).optional() }),
  z.strictObject({
    step: z.literal('mask'),
    keepStart: z.number().int().min(0).optional(),
    keepEnd: z.number().int().min(0).optional(),
    with: z.string().optional().describe('One character, * unless said'),
  }),
])

const customStep = z.strictObject({
  custom: z.string().min(1).describe('A transform that the embedding program registered'),
})

/** A cleaning step that a document may name; steps run in the order written, before the type is read. */
export const transformStep = z.union([z.enum(transformNames), stepWithOptions, customStep], {
  error: ({ input }) => whyNoStep(input),
})
export type TransformStep = z.output<typeof transformStep>
export type StepWithOptions = z.output<typeof stepWithOptions>

/** What is wrong with a value that names a known step and is none all the same; any other has no words of its own. */
function whyNoStep(value: unknown): string | undefined {
  const isObject = typeof value === 'object' && value !== null
  const named: unknown = isObject && 'step' in value ? value.step : value
  const withOptions = stepWithOptions.options.map(({ shape }) => shape.step.value)
  const name = [...transformNames, ...withOptions].find((known) => known === named)
  if (name === undefined) return undefined
  if (!isObject) return `${name} needs options: write it as { "step": "${name}", ... }`
  if (withOptions.some((known) => known === name)) return inside(stepWithOptions, value)
  return `${name} has no options: write it as "${name}"`
}

function inside(shape: z.ZodType, value: object): string {
  const issues = shape.safeParse(value).error?.issues ?? []
  return issues
    .map(({ path, message }) => {
      const [key] = path
      if (key === undefined) return message
      return `${String(key)} ${key in value ? `is not valid: ${message}` : 'is missing'}`
    })
    .join('; ')
}
