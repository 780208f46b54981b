import { Environment } from '@marcbachmann/cel-js'
import { Duration } from '@marcbachmann/cel-js/evaluator'

/** Expressions are bounded, so that evaluating one costs at most so many steps over texts of `maxTextLength`. */
const limits = { maxAstNodes: 500, maxDepth: 32, maxListElements: 200, maxMapEntries: 200, maxCallArguments: 8 }

/** Functions and methods that an expression may call: each takes time linear in what it is given, and gives back no more. */
export const allowedFunctions: ReadonlySet<string> = new Set([
  ...['size', 'string', 'int', 'double', 'bool', 'timestamp', 'duration'],
  ...['date', 'days', 'abs', 'round', 'floor', 'ceil'],
])
export const allowedMethods: ReadonlySet<string> = new Set([
  ...['size', 'contains', 'startsWith', 'endsWith', 'matches', 'lowerAscii', 'upperAscii', 'trim'],
  ...['indexOf', 'lastIndexOf', 'substring'],
  ...['getFullYear', 'getMonth', 'getDate', 'getDayOfMonth', 'getDayOfWeek', 'getDayOfYear'],
  ...['getHours', 'getMinutes', 'getSeconds', 'getMilliseconds'],
])

const dayText = /^\d{4}-\d{2}-\d{2}$/
const secondsOfDay = 86_400n

/** What `matches` is called inside: CEL's own would run any pattern on V8. No longer than the name it stands for. */
export const fitsMethod = '_fits'

/** CEL with what Headgate adds: days, rounding, whole numbers that meet decimal ones, and patterns, by `fits`. */
export function createEnvironment(fits: (text: string, pattern: string) => boolean): Environment {
  const environment = new Environment({ limits, enableOptionalTypes: false })
  environment
    .registerFunction(
      'date(string): google.protobuf.Timestamp',
      (text: string) => {
        const day = new Date(`${text}T00:00:00Z`)
        if (!dayText.test(text) || Number.isNaN(day.getTime())) throw new RangeError(`"${text}" is not a date`)
        return day
      },
      { async: false },
    )
    .registerFunction('days(int): google.protobuf.Duration', (count: bigint) => new Duration(count * secondsOfDay, 0), {
      async: false,
    })
    .registerFunction(`string.${fitsMethod}(string): bool`, fits, { async: false })
    .registerFunction('abs(int): int', (value: bigint) => (value < 0n ? -value : value), { async: false })
    .registerFunction('abs(double): double', (value: number) => Math.abs(value), { async: false })
    .registerFunction('round(double): double', (value: number) => Math.sign(value) * Math.round(Math.abs(value)), {
      async: false,
    })
    .registerFunction('floor(double): double', (value: number) => Math.floor(value), { async: false })
    .registerFunction('ceil(double): double', (value: number) => Math.ceil(value), { async: false })
  for (const [sign, compute] of Object.entries(arithmetic)) {
    environment.registerOperator(`int ${sign} double: double`, (a: bigint, b: number) => compute(Number(a), b))
    environment.registerOperator(`double ${sign} int: double`, (a: number, b: bigint) => compute(a, Number(b)))
  }
  // A comparison across types is exact in JavaScript too.
  // oxlint-disable-next-line eqeqeq -- a whole and a decimal number are to be compared by value
  environment.registerOperator('int == double', (a: bigint, b: number) => a == (b as unknown))
  return environment
}

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
}
