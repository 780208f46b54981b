import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fieldCheck } from '../../src/contract/schema/field-check.ts'
import { fieldTypes } from '../../src/contract/schema/field-type.ts'
import { flatSchema, ruleTypes } from '../../src/contract/schema/flat-schema.ts'
import { exportFormats } from '../../src/contract/schema/schema-conversion.ts'
import { schemaDocument, schemaField } from '../../src/contract/schema/schema-document.ts'
import { transformNames } from '../../src/contract/schema/transform-step.ts'
import { readSchema } from '../../src/main/engine/schema/read-schema.ts'
import { noExtensions } from '../../src/main/engine/validate/extensions.ts'
import { inProject } from '../../scripts/shared/project.ts'

const page = readFileSync(inProject('docs', 'schema-format.md'), 'utf8')
const code = [...page.matchAll(/`([^`\n]+)`/g)].map(([, text]) => text as string)

/** Whether some code on the page has a word, by itself or in quotes. */
function isNamed(word: string): boolean {
  return code.some((text) => text === word || text.includes(`"${word}"`))
}

const checks = fieldCheck.options.map(({ shape }) => shape)
const words = [
  ...Object.keys(schemaDocument.shape),
  ...Object.keys(schemaField.shape),
  ...Object.keys(flatSchema.shape),
  ...fieldTypes,
  ...ruleTypes,
  ...exportFormats,
  ...transformNames,
  ...checks.map(({ check }) => check.value),
  ...checks.flatMap((shape) => Object.keys(shape)),
]

describe('the page about schemas', () => {
  it.each([...new Set(words)])('names %s', (word) => {
    // A flat schema's rules are shown in its example.
    expect(isNamed(word) || page.includes(`"${word}": [`)).toBe(true)
  })

  it('has documents that can be used', async () => {
    const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(
      ([, text]) => JSON.parse(text as string) as unknown,
    )
    expect(examples.length).toBeGreaterThan(2)
    for (const example of examples) await readSchema(example, noExtensions)
  })

  it('has checks that a field can have', () => {
    const examples = code.filter((text) => text.startsWith('{ "check"')).map((text) => JSON.parse(text) as unknown)
    const found = z.array(fieldCheck).parse(examples)
    expect(new Set(found.map(({ check }) => check))).toEqual(new Set(checks.map(({ check }) => check.value)))
  })
})
