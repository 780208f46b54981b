import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readExcelNumber } from '../../src/main/engine/parse/workbook/excel-number.ts'
import { builtInFormat } from '../../src/main/engine/parse/workbook/number-format-builtin.ts'
import { readNumberFormat } from '../../src/main/engine/parse/workbook/number-format.ts'
import { isFictitious, serialText } from '../../src/main/engine/parse/workbook/serial-date.ts'
import { sheetRecord } from '../../src/main/engine/parse/workbook/sheet-csv.ts'

describe('numbers of a workbook', () => {
  it.each([
    ['0.1', '0.1', false],
    ['1.50', '1.5', false],
    ['-0', '0', false],
    ['007', '7', false],
    ['.5', '0.5', false],
    ['1E-7', '0.0000001', false],
    ['1.5e+3', '1500', false],
    [' 12 ', '12', false],
    ['0.30000000000000004', '0.3', false],
    ['123456789012345.67', '123456789012346', false],
    ['0.1000000000000000000000', '0.1', false],
    ['100000000000000000000', '100000000000000000000', false],
    ['9007199254740993', '9007199254740990', true],
    ['12345678901234567890', '12345678901234600000', true],
    ['0.123456789012345678', '0.123456789012346', true],
    ['1E-400', '0', true],
  ])('[W7] %j is %j', (written, text, digitsLost) => {
    expect(readExcelNumber(written)).toEqual({ text, digitsLost })
  })

  it.each(['', '.', 'NaN', 'Infinity', '1E+999', '0x10', '12a', '1,5', '1e'])('[W8] %j is no number', (written) => {
    expect(readExcelNumber(written)).toBeNull()
  })

  it('[W7] a number of up to 15 digits keeps all of them, however it is written', () => {
    const digits = fc.bigInt(1n, 999_999_999_999_999n)
    fc.assert(
      fc.property(digits, fc.integer({ min: -30, max: 30 }), (value, exponent) => {
        const text = readExcelNumber(`${value}E${exponent}`)?.text ?? ''
        expect(text).toMatch(/^(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/)
        expect(Number(text)).toBe(Number(`${value}e${exponent}`))
      }),
    )
  })

  it('[W7] any double differs from its text by less than what Excel shows', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), (value) => {
        const number = readExcelNumber(String(value))
        expect(number?.text.replace(/^-?[0.]*|\.|0*$/g, '').length).toBeLessThanOrEqual(15)
        expect(Math.abs(Number(number?.text) - value)).toBeLessThanOrEqual(Math.abs(value) * 5.1e-15)
      }),
    )
  })
})

describe('what a format says', () => {
  it.each([
    ['General', 'number'],
    ['#,##0.00 "d"', 'number'],
    ['0.00E+00', 'number'],
    ['0" days"', 'number'],
    ['\\d0', 'number'],
    ['[$€-2] #,##0', 'number'],
    ['_-* #,##0\\ _y', 'number'],
    ['[Red]0;[Blue]-0', 'number'],
    ['0%', 'number'],
    ['# ?/?', 'number'],
    ['@', 'number'],
    ['yyyy-mm-dd', 'date'],
    ['[$-409]d-mmm-yy;@', 'date'],
    ['yyyy"年"m"月"', 'date'],
    ['[$-411]ggge"年"', 'date'],
    ['mmmm', 'date'],
    ['h:mm AM/PM', 'time'],
    ['mm:ss', 'time'],
    ['mm:ss.0', 'time'],
    ['[$-F400]h:mm:ss', 'time'],
    ['mm/dd/yyyy hh:mm', 'date-time'],
    ['[h]:mm', 'duration'],
    ['[mm]:ss', 'duration'],
    ['[SS]', 'duration'],
  ])('[W9] %j shows a %s', (code, kind) => {
    expect(readNumberFormat(code).kind).toBe(kind)
  })

  it('[W9] the section that the value chooses decides', () => {
    const byCondition = readNumberFormat('[<1]h:mm;[h]:mm')
    expect([byCondition.kind, byCondition.kindOf(0.5), byCondition.kindOf(1.5)]).toEqual([null, 'time', 'duration'])
    const bySign = readNumberFormat('yyyy-mm-dd;0;"none"')
    expect([bySign.kindOf(5), bySign.kindOf(-5), bySign.kindOf(0)]).toEqual(['date', 'number', 'number'])
  })

  it('[W9] formats that are named by number alone, those of the Far East and Thailand among them', () => {
    const kinds = (ids: readonly number[]): unknown[] => ids.map((id) => readNumberFormat(builtInFormat(id)).kind)
    expect(kinds([14, 15, 16, 17, 27, 31, 36, 50, 58, 71, 81])).toEqual(Array.from({ length: 11 }, () => 'date'))
    expect(kinds([18, 19, 20, 21, 32, 33, 45, 47, 75, 80])).toEqual(Array.from({ length: 10 }, () => 'time'))
    expect(kinds([22, 77])).toEqual(['date-time', 'date-time'])
    expect(kinds([46, 79])).toEqual(['duration', 'duration'])
    expect(kinds([0, 1, 9, 12, 37, 44, 48, 49, 62, 70, 163, -1])).toEqual(Array.from({ length: 12 }, () => 'number'))
  })

  it('[W9] any code is taken apart', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('ydmhs[];@0#"\\_*<=1 EA+/PGeneral')) }),
        fc.double(),
        (code, value) => {
          expect(readNumberFormat(code).kindOf(value)).toMatch(/^(?:number|date|time|date-time|duration)$/)
        },
      ),
    )
  })
})

describe('days and times', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [60, '1900-02-29'],
    [61, '1900-03-01'],
    [45_351, '2024-02-29'],
    [45_351.5, '2024-02-29T12:00:00'],
    [45_351.123456, '2024-02-29T02:57:46.598'],
    [2_958_465, '9999-12-31'],
    [0, '1900-01-00'],
    [-1, null],
    [-0.001, null],
    [2_958_466, null],
    [Number.NaN, null],
  ])('[W10] [W13] [W14] day %d of the 1900 system is %s', (serial, text) => {
    expect(serialText(serial, 'date', false)).toBe(text)
    expect(serialText(serial, 'date-time', false)).toBe(text)
  })

  it('[W13] in the 1904 system the same days have numbers that are 1,462 smaller', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1462, max: 2_958_465 }), (serial) => {
        expect(serialText(serial - 1462, 'date', true)).toBe(serialText(serial, 'date', false))
      }),
    )
    expect([0, 2_957_003, 2_957_004, -1].map((serial) => serialText(serial, 'date', true))).toEqual([
      '1904-01-01',
      '9999-12-31',
      null,
      null,
    ])
  })

  it('[W10] every day is the one that the calendar has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2_958_465 }), (serial) => {
        const day = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)
        expect(serialText(serial, 'date', false)).toBe(day)
      }),
    )
  })

  it('[W11] times of day and durations', () => {
    const time = (serial: number): string | null => serialText(serial, 'time', false)
    expect([0, 0.5, 0.999, 1.5, 45_351].map(time)).toEqual([
      '00:00:00',
      '12:00:00',
      '23:58:33.6',
      '1900-01-01T12:00:00',
      '2024-02-29T00:00:00',
    ])
    const duration = (serial: number): string | null => serialText(serial, 'duration', false)
    expect([0, 0.5, 36.5 / 24, 100, -0.25].map(duration)).toEqual([
      '00:00:00',
      '12:00:00',
      '36:30:00',
      '2400:00:00',
      '-06:00:00',
    ])
  })

  it('[W12] a time that a double cannot hold exactly is rounded, across midnight as well', () => {
    for (let minute = 0; minute < 1440; minute++) {
      const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`
      expect(serialText(45_351 + minute / 1440, 'time', false)).toBe(`2024-02-29T${clock}`)
    }
    expect(serialText(45_350.999_999_999, 'date-time', false)).toBe('2024-02-29')
  })

  it('[W13] days that no calendar has are known as such', () => {
    const fictitious = (serial: number): boolean => isFictitious(serial, 'date', false)
    expect([0, 0.5, 1, 59.9, 60, 60.9, 61].map(fictitious)).toEqual([true, true, false, false, true, true, false])
    expect([
      isFictitious(60, 'date', true),
      isFictitious(60, 'duration', false),
      isFictitious(0.5, 'time', false),
    ]).toEqual([false, false, false])
  })
})

describe('a record', () => {
  it('[W1] [W2] is quoted only where it must be, and ends with its last text', () => {
    expect(sheetRecord(['a', 'b,c', '', ' d "e" ', 'x\ny', '', ''])).toBe('a,"b,c",," d ""e"" ","x\ny"\n')
    expect([sheetRecord([]), sheetRecord(['', ''])]).toEqual(['\n', '\n'])
  })
})
