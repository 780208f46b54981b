import type { FieldType } from '../../../../contract/schema/field-type.ts'
import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { decimalShape } from '../layout.ts'
import { asWritten, type ValueType } from '../value-type.ts'
import { failureOf } from '../verdict.ts'
import { amountType } from './amount.ts'
import { booleanType } from './boolean.ts'
import type { Check } from './check.ts'
import { countryType } from './country.ts'
import { dateType } from './date-type.ts'
import { dateTimeType } from './date-time.ts'
import { declaredNumber } from './declared-number.ts'
import { durationType } from './duration.ts'
import { isEmail } from './email.ts'
import { enumType } from './enum.ts'
import { ibanType } from './iban.ts'
import { jsonType } from './json.ts'
import { listType } from './list.ts'
import { compareToNumber, decimalCheck, isInteger, isNumber } from './number.ts'
import { percentType } from './percent.ts'
import { loadPhoneCheck } from './phone.ts'
import { postalCodeType } from './postal-code.ts'
import { timeType } from './time.ts'
import { isUrl } from './url.ts'
import { uuidType } from './uuid.ts'
import { zonedDateTimeType } from './zoned-date-time.ts'

/**
 * How the type of a field reads its texts; null for `text`, which takes anything.
 */
export async function compileType(field: SchemaField): Promise<ValueType | null> {
  return types[field.type](field)
}

type TypeOf = (field: SchemaField) => ValueType | null | Promise<ValueType>

const types: Readonly<Record<FieldType, TypeOf>> = {
  text: () => null,
  integer: (field) => numeric(field, isInteger, 'invalid-integer'),
  decimal: (field) => {
    const { precision, scale } = decimalShape(field)
    return numeric(field, decimalCheck(precision, scale), 'invalid-decimal')
  },
  number: (field) => numeric(field, isNumber, 'invalid-number'),
  amount: amountType,
  percent: percentType,
  boolean: booleanType,
  date: dateType,
  time: timeType,
  'date-time': dateTimeType,
  'zoned-date-time': zonedDateTimeType,
  duration: durationType,
  enum: enumType,
  email: () => asWritten(judged(isEmail), { readsBytes: false }),
  url: () => asWritten(judged(isUrl), { readsBytes: false }),
  phone: async (field) => asWritten(judged(await loadPhoneCheck(field.region)), { readsBytes: false }),
  uuid: uuidType,
  iban: ibanType,
  country: countryType,
  'postal-code': postalCodeType,
  json: jsonType,
  list: async (field) => listType(field, await compileType({ ...field, type: field.items ?? 'text' })),
}

/** A kind of number: judged as a plain one, which the field's declared notations make of its texts first. */
function numeric(
  field: SchemaField,
  check: Check,
  code: 'invalid-integer' | 'invalid-decimal' | 'invalid-number',
): ValueType {
  const declared = declaredNumber(field)
  if (declared === null) return asWritten(judged(check), { readsBytes: true, compareTo: compareToNumber })
  const failure = failureOf(code)
  const plain = asWritten(judged(check), { readsBytes: true, compareTo: compareToNumber })
  return {
    read: (text) => {
      const number = declared(text)
      return number === null ? failure : plain.read(number)
    },
    readsBytes: false,
    compareTo: compareToNumber,
  }
}

function judged(check: Check): (text: string) => ReturnType<typeof failureOf> | null {
  return (text) => {
    const code = check(text)
    return code === null ? null : failureOf(code)
  }
}
