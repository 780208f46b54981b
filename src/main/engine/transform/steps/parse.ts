import { isoDay, isoTime, readingsIn } from '../../validate/writing/date-notation.ts'
import { formatsOf, onlyOne } from '../../validate/writing/field-writing.ts'
import { numberNotation, plainIn } from '../../validate/writing/number-notation.ts'
import type { DateReading } from '../../validate/writing/read-date.ts'
import type { StepKinds } from '../step-kind.ts'

/** Steps that write numbers and dates as types store them. */
export const parseSteps: StepKinds<'parse-number' | 'parse-date'> = {
  'parse-number': { compile: (step) => numberParser(formatsOf(step)) },
  'parse-date': { compile: (step) => dateParser(formatsOf(step)) },
}

/** Writes a number in one of the formats as a plain decimal, with the very digits; leaves any other text, and one that the formats read as different numbers. */
function numberParser(formats: readonly string[]): (text: string) => string {
  const notations = formats.flatMap((format) => numberNotation(format) ?? [])
  return (text) => onlyOne(notations.map((notation) => plainIn(notation, text))) ?? text
}

/** Writes a day, a time, or both in one of the formats as ISO 8601; leaves any other text, and one that the formats read as different days. */
function dateParser(formats: readonly string[]): (text: string) => string {
  const names = new Set(formats)
  return (text) => {
    const readings = (['date', 'time', 'date-time'] as const).flatMap((kind) => readingsIn(kind, names, text))
    return onlyOne(readings.map(isoText)) ?? text
  }
}

/** With its offset where one is written: `2025-03-04T11:00:00+01:00`. */
function isoText(reading: DateReading): string {
  const { clock, year } = reading
  const parts = [year === 0 ? null : isoDay(reading), clock === null ? null : isoTime(clock)]
  const offset = clock?.offsetMinutes ?? null
  return parts.filter((part) => part !== null).join('T') + (offset === null ? '' : isoOffset(offset))
}

function isoOffset(minutes: number): string {
  if (minutes === 0) return 'Z'
  const size = Math.abs(minutes)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
