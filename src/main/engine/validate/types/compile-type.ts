import type { FieldType } from '../../../../contract/schema/field-type.ts'
import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { decimalShape } from '../layout.ts'
import { asWritten, type ValueType } from '../value-type.ts'
import { failureOf } from '../verdict.ts'
import { isBoolean } from './boolean.ts'
import type { Check } from './check.ts'
import { isDate } from './date.ts'
import { isEmail } from './email.ts'
import { compareToNumber, decimalCheck, isInteger, isNumber } from './number.ts'
import { loadPhoneCheck } from './phone.ts'
import { isUrl } from './url.ts'

/**
 * How the type of a field reads its texts; null for `text`, which takes anything.
 */
export async function compileType(field: SchemaField): Promise<ValueType | null> {
  return types[field.type](field)
}

type TypeOf = (field: SchemaField) => ValueType | null | Promise<ValueType>

const types: Readonly<Record<FieldType, TypeOf>> = {
  text: () => null,
  integer: () => numeric(isInteger),
  decimal: (field) => {
    const { precision, scale } = decimalShape(field)
    return numeric(decimalCheck(precision, scale))
  },
  number: () => numeric(isNumber),
  boolean: () => ({
    // Stored as `true` or `false`, whatever its case was.
    read: (text) => (isBoolean(text) === null ? text.toLowerCase() : failureOf('invalid-boolean')),
    readsBytes: true,
    compareTo: null,
  }),
  date: () => asWritten(judged(isDate), { readsBytes: true, compareTo: null }),
  email: () => asWritten(judged(isEmail), { readsBytes: false }),
  url: () => asWritten(judged(isUrl), { readsBytes: false }),
  phone: async (field) => asWritten(judged(await loadPhoneCheck(field.region)), { readsBytes: false }),
}

function numeric(check: Check): ValueType {
  return asWritten(judged(check), { readsBytes: true, compareTo: compareToNumber })
}

function judged(check: Check): (text: string) => ReturnType<typeof failureOf> | null {
  return (text) => {
    const code = check(text)
    return code === null ? null : failureOf(code)
  }
}
