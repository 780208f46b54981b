/**
 * Writes the JSON Schema of schema documents, for editors: `npm run schema`. It is made of the shapes by which documents are read;
 * test/schema/published-schema.test.ts holds the committed one against a fresh one.
 */
import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { flatSchema } from '../src/contract/schema/flat-schema.ts'
import { schemaDocument } from '../src/contract/schema/schema-document.ts'
import { inProject } from './shared/project.ts'

export const publishedSchema = inProject('docs', 'headgate-schema.json')

/** The text of the published file. A document with rules and no fields is of the flat form, as the reader of documents has it. */
export function publishedSchemaText(): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A schema of Headgate',
    description: 'What the columns of a file must hold. docs/schema-format.md describes both forms.',
    type: 'object',
    if: { required: ['rules'], not: { required: ['fields'] } },
    // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema; nobody awaits it
    then: { $ref: '#/definitions/flat' },
    else: { $ref: '#/definitions/byFields' },
    definitions: { byFields: definitionOf(schemaDocument), flat: definitionOf(flatSchema) },
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}

/** Draft 7 is what editors know best. What may be left out of a document is left out of `required`. */
function definitionOf(shape: z.ZodType): object {
  const { $schema: _, ...definition } = z.toJSONSchema(shape, { target: 'draft-7', io: 'input', reused: 'inline' })
  return definition
}

if (import.meta.main) {
  await writeFile(publishedSchema, publishedSchemaText())
  process.stdout.write(`Wrote ${publishedSchema}\n`)
}
