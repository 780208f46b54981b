import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import type { OperationOutput } from '../../../contract/operations.ts'
import { call, OperationError } from '../call.ts'
import { text } from '../messages/text.ts'

/** Registers the schema document in a JSON file that a person chose. */
export function useAddSchemaFile(): UseMutationResult<OperationOutput<'schemas.add'>, Error, File> {
  return useMutation({
    mutationFn: async (file: File) => call('schemas.add', { document: parse(await file.text(), file.name) }),
  })
}

function parse(content: string, name: string): unknown {
  try {
    return JSON.parse(content.replace(/^\ufeff/, ''))
  } catch {
    const message = text.schemaFile.notJson(name)
    throw new OperationError({ code: 'schema-invalid', message, hint: text.schemaFile.notJsonHint, details: {} })
  }
}
