import { describe, expect, it } from 'vitest'
import { excelDamage } from '../../src/main/engine/report/rejects/damage/excel-damage.ts'

const dateOf2026 = '2026-02-01'

describe('what a spreadsheet makes by itself', () => {
  it.each([
    ['00123', '123'],
    ['+5', '5'],
    ['1.50', '1.5'],
    ['123456789012', '1.23457E+11'],
    ['120000000000', '1.2E+11'],
    ['1E5', '1.00E+05'],
    ['1e5', '100000'],
    ['1234567890123456789', '1234567890123450000'],
    ['1234567890123456789', '1.23457E+18'],
    ['0.1234567890123', '0.123456789'],
    ['1,5', '1.5'],
    ['1.5', '1,5'],
    ['1,234.50', '1234.5'],
    ['$5.00', '5'],
    ['5%', '0.05'],
    ['(5)', '-5'],
  ])('[D1] the number %s as %s', (exported, theirs) => expect(excelDamage(exported, theirs)).toBe('number'))

  it.each([
    ['2025-03-04', '04/03/2025'],
    ['2025-03-04', '3/4/2025'],
    ['2025-03-04', '4.3.25'],
    ['2025-03-04', '45720'],
    ['03/04/2025', '2025-04-03'],
    ['03/04/2025', '2025-03-04'],
    ['1-2', '2025-01-02'],
    ['1-2', '2-Jan'],
    ['1/2', '01. Feb'],
    ['1-2', '46054'],
    ['1.2', dateOf2026],
    ['12/25', 'Dec-25'],
    ['MAR1', '1-Mar'],
    ['SEPT2', '2026-09-02'],
    ['Mar-25', '2025-03-01'],
    ['2025-03-04T10:00:30', '3/4/2025 10:00'],
  ])('[D2] the day %s as %s', (exported, theirs) => expect(excelDamage(exported, theirs)).toBe('date'))

  it.each([
    ['1:30', '0.0625'],
    ['1:30', '01:30:00'],
    ['13:30', '1:30 PM'],
    ['13:30:15', '13:30'],
    ['25:30', '25:30:00'],
  ])('[D3] the time %s as %s', (exported, theirs) => expect(excelDamage(exported, theirs)).toBe('time'))

  it.each([
    ['true', 'TRUE'],
    ['False', 'FALSCH'],
  ])('[D4] %s as %s', (exported, theirs) => expect(excelDamage(exported, theirs)).toBe('letter-case'))

  it.each([
    [' a ', 'a'],
    ['a', 'a  '],
    ['a\u00a0b', 'a b'],
    ['a\x01b', 'ab'],
    ['e\u0301', 'é'],
    ['  ', ''],
  ])('[D5] %j as %j', (exported, theirs) => expect(excelDamage(exported, theirs)).toBe('spaces'))

  it.each([
    ['Zoë', 'ZoÃ«'],
    ['Zoë', 'Zo?'],
    ['Zoë', 'Zo\ufffd'],
    ['Łódź', '?ód?'],
    ['Łódź', 'Lodz'],
    ['😀x', '??x'],
    ['“a” – b', '"a" - b'],
  ])('[D6] %s as %s', (exported, theirs) => expect(excelDamage(exported, theirs)).toBe('encoding'))

  it.each([
    ['=1+1', '2'],
    ['=x', '#NAME?'],
    ['-abc', '#NAME?'],
    ['-abc', '=-abc'],
  ])('[D7] %s as %s', (exported, theirs) => expect(excelDamage(exported, theirs)).toBe('formula'))

  it.each([
    ['=x', "'=x", 'guard'],
    ["'=x", '=x', 'guard'],
    ['@a', "''@a", 'guard'],
    ['a\r\nb', 'a\nb', 'line-ends'],
    ['2025-03-04', '########', 'not-shown'],
    ['x'.repeat(40_000), 'x'.repeat(32_767), 'cut'],
  ])('[M11] %.20j as %.20j', (exported, theirs, damage) => expect(excelDamage(exported, theirs)).toBe(damage))
})

describe('what only a person makes', () => {
  it.each([
    ['00123', '124'],
    ['12345', '12346'],
    ['12345', '1234'],
    ['1.5', '1.6'],
    ['100', '1e3'],
    ['0.5', '0.05'],
    ['1,5', '15'],
    ['123456789012', '1.3E+11'],
    ['12345678901234567', '12345678901234500'.replace('5', '6')],
    ['2025-03-04', '2025-03-05'],
    ['2025-03-04', '2026-03-04'],
    ['2025-03-04', '45721'],
    ['1-2', '2-3'],
    ['10:00', '11:00'],
    ['10:00', '0.5'],
    ['true', 'FALSE'],
    ['yes', 'YES'],
    ['a b', 'a  b'],
    ['Zoë', 'Zora'],
    ['Zoe', 'Zoë'],
    ['Zoe', 'Zo?'],
    ['ZoÃ«', 'Zoë'],
    ['x', ''],
    ['', 'x'],
    ['abc', '#NAME?'],
    ['12x1', '12'],
  ])('%s as %s', (exported, theirs) => expect(excelDamage(exported, theirs)).toBeNull())
})
