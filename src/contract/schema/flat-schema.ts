import { z } from 'zod'

/** The rule types of the flat form. */
export const ruleTypes = ['required', 'text', 'email', 'url', 'phone', 'date', 'number', 'regex', 'custom'] as const
export type RuleType = (typeof ruleTypes)[number]

/** The flat form: a list of rules, several of which may speak of one field. */
export const flatSchema = z.strictObject({
  /** Where editors find the JSON Schema of this document; of no other use. */
  $schema: z.string().optional(),
  name: z.string().min(1).max(200),
  title: z.string().optional(),
  description: z.string().optional(),
  rules: z
    .array(
      z.strictObject({
        field: z.string().min(1).max(300),
        type: z.enum(ruleTypes),
        required: z.boolean().optional(),
        options: z
          .strictObject({
            min: z.number().optional(),
            max: z.number().optional(),
            minLength: z.number().int().min(0).optional(),
            maxLength: z.number().int().min(0).optional(),
            pattern: z.string().min(1).optional(),
            flags: z
              .string()
              .regex(/^[imsu]*$/)
              .optional(),
            region: z
              .string()
              .regex(/^[A-Z]{2}$/)
              .optional(),
            name: z.string().min(1).optional(),
          })
          .optional(),
      }),
    )
    .min(1),
  strict: z.boolean().optional(),
})
export type FlatSchema = z.output<typeof flatSchema>
