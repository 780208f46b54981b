import { z } from 'zod'

/** What a field's text must be. A type without a declared format accepts only the unambiguous writing of it. Names are stored. */
export const fieldTypes = ['text', 'integer', 'decimal', 'number', 'boolean', 'date', 'email', 'url', 'phone'] as const
export const fieldType = z.enum(fieldTypes)
export type FieldType = z.output<typeof fieldType>
