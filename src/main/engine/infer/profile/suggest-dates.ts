import type { SuggestedReading } from '../../../../contract/reading.ts'
import { ambiguousIn, anyDate, datesIn, inBoth, spacedIn } from './judge-date.ts'
import { meanings } from './judge-value.ts'
import { quoted, tellDecision, tellFitting, tellLosses, tellShare } from './phrases.ts'
import { type DateFormat, type DateReading, readDate } from '../../validate/writing/read-date.ts'
import type { Judged } from './judged.ts'
import type { Tally } from './tally.ts'

const isoDay = 'YYYY-MM-DD'
const compactDay = 'YYYYMMDD'

/** Days and times in any format but the one that the type takes. */
export function dateReadings(judged: Judged): SuggestedReading[] {
  const { dates, sheet, total } = judged
  const countIn = (format: DateFormat): number => sheet.count(datesIn(format))
  const formats = dates.formats()
  return (
    formats
      .filter((format) => {
        const count = countIn(format)
        if (format.name === isoDay) return count > sheet.count(meanings.date) || count < total * judged.leastShare
        if (format.name === compactDay) return count >= total * judged.leastShare
        const time = formats.find(({ kind, name }) => kind === 'time' && name === format.name)
        return format.kind !== 'duration' || time === undefined || count > countIn(time)
      })
      .filter((format) => countIn(format) >= total * judged.leastShown)
      .filter((format) => !isFarFetched(format, formats, countIn))
      // No field takes a time of day with a zone: without its day it is no moment.
      .filter(({ kind, name }) => kind !== 'time' || !name.endsWith(' zone'))
      .map((format) => readingIn(format, judged))
  )
}

/** A year of two digits comes first only where that fits better than any other order. */
function isFarFetched(
  format: DateFormat,
  formats: readonly DateFormat[],
  countIn: (format: DateFormat) => number,
): boolean {
  if (format.order !== 'YMD' || !format.twoDigitYear) return false
  return formats.some((other) => other.twoDigitYear && other.order !== 'YMD' && countIn(other) >= countIn(format))
}

const sayings = {
  date: ['is a date', 'are dates'],
  time: ['is a time', 'are times'],
  'date-time': ['is a date with a time', 'are dates with a time'],
  duration: ['is a duration', 'are durations'],
} as const

function readingIn(format: DateFormat, judged: Judged): SuggestedReading {
  const { sheet, total, sampled } = judged
  const { count, examples } = sheet.merged([datesIn(format)])
  const texts = examples.map(({ text }) => text)
  const said = tellShare(count, total, sampled, sayings[format.kind])
  return {
    kind: format.kind,
    format: format.name,
    count,
    share: count / total,
    examples: texts,
    message: `${said} written ${format.name}, such as ${quoted(texts[0])}.${tellAmbiguity(format, judged)}`,
    losses: lossesIn(format, judged),
  }
}

function lossesIn(format: DateFormat, { sheet, sampled, dates }: Judged): SuggestedReading['losses'] {
  const own = sheet.merged([datesIn(format)])
  const none: Tally = { count: 0, examples: [] }
  return tellLosses(
    [
      ['ambiguous-date', sheet.merged([ambiguousIn(format)])],
      ['two-digit-years', format.twoDigitYear ? own : none],
      ['mixed-formats', format.name === compactDay ? none : otherFormats()],
      ['whitespace-around', sheet.merged([spacedIn(format)])],
    ],
    sampled,
  )

  /** Days and times that are not written in this format. */
  function otherFormats(): Tally {
    const names = dates
      .formats()
      .filter(({ name }) => name !== compactDay)
      .map(datesIn)
    const examples = sheet.merged(names).examples
    const all = names.map((name) => sheet.merged([name]).examples).flat()
    const others = [...examples, ...all].filter(
      ({ text }) => !readDate(text).some((reading) => reading.format === format),
    )
    const different = others.filter(({ text }, index) => others.findIndex((one) => one.text === text) === index)
    return { count: sheet.count(anyDate) - own.count, examples: different.sort((a, b) => a.row - b.row).slice(0, 3) }
  }
}

/** "03/04/2025" can be 3 April or 4 March: how many values fit either reading, and how many decide. */
function tellAmbiguity(format: DateFormat, { sheet, total, sampled }: Judged): string {
  const { rival } = format
  if (rival === null) return ''
  const example = sheet.merged([ambiguousIn(format)]).examples[0]?.text
  if (example === undefined) return ''
  const readings = readDate(example)
  const [dayFirst, monthFirst] = ['DMY', 'MDY'].map((order) =>
    readings.find((reading) => reading.format.order === order),
  )
  if (!dayFirst || !monthFirst) return ''
  const both = sheet.count(inBoth(format))
  const counts = [dayFirst, monthFirst].map((reading) => sheet.count(datesIn(reading.format)))
  const [days = 0, months = 0] = counts
  const decision = tellDecision(
    { name: 'day first', count: days - both },
    { name: 'month first', count: months - both },
    sampled,
  )
  return ` ${quoted(example)} can be ${dayName(dayFirst)} or ${dayName(monthFirst)}: day first fits ${tellFitting(days, total)} ${days === 1 ? 'value' : 'values'}, month first ${tellFitting(months, total)}; ${decision}.`
}

const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]

function dayName({ month, day }: DateReading): string {
  return `${day} ${monthNames[month - 1]}`
}
