import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../src/contract/reading.ts'
import { foreignCorpus } from '../support/corpus.ts'
import { contentScanner } from '../../src/main/engine/infer/scan-content.ts'

function scan(...records: readonly string[][]): Finding[] {
  const scanner = contentScanner()
  for (const record of records) scanner.add(record)
  return scanner.findings()
}

function kindsOf(cell: string): string[] {
  return scan([cell]).map((finding) => finding.kind)
}

describe('formula-like text', () => {
  it.each([
    '=1+1',
    '= 1+1',
    "=cmd|' /C calc'!A0",
    '=-A1',
    '="x"',
    '=Σ',
    '@SUM(1+9)*cmd',
    "+cmd|' /C calc'!A0",
    '+cmd',
    '+A1',
    '-1+1',
    '+1+1',
    '-A1*2',
    '-SUM(A1)',
    "-2+3+cmd|' /C calc'!A0",
    '\t=1+1',
    '\r=1+1',
    ' =1+1',
    '\n=1+1',
    '\ufeff=1+1',
    '\u200b=1+1',
    '＝1+1',
    '＋1+1',
    '－1+1',
    '＠SUM(1)',
    'DDE ("cmd";"/C calc";"!A0")A0',
  ])('%j is', (cell) => {
    expect(kindsOf(cell)).toEqual(['formula-like-text'])
  })

  it.each([
    '',
    'Ann',
    'a=1',
    "'=1+1",
    '=',
    '==========',
    '=> see below',
    '-',
    '--',
    '-5',
    '-5.25',
    '-1,234.50',
    '-1.5E+10',
    '-1e-5',
    '+5',
    '- 5',
    '+49 30 123456',
    '+49 (30) 123-456',
    '+1-555-123-4567',
    '+49/30/123',
    '-12 %',
    '-12,50 €',
    '- none',
    '- size(s) vary',
    '-none-',
    '+ cheese',
    '@ann',
    '@ home',
    'Delta',
    'DDE',
    '2025-01-01',
    '\tindented',
    '一',
  ])('%j is not', (cell) => {
    expect(kindsOf(cell)).toEqual([])
  })
})

describe('script-like text', () => {
  it.each([
    '<script>alert(1)</script>',
    '<SCRIPT SRC=//x>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    'javascript:alert(1)',
    'JavaScript : alert(1)',
    'data:text/html,<b>',
    '<iframe src=x>',
  ])('%j is', (cell) => {
    expect(kindsOf(cell)).toContain('script-like-text')
  })

  it.each([
    'a < b',
    '<b>bold</b>',
    'http://example.com/?a=b',
    '10:30',
    'season = on',
    'description: x',
    'I like JavaScript',
  ])('%j is not', (cell) => {
    expect(kindsOf(cell)).toEqual([])
  })
})

describe('control characters', () => {
  it.each(['a\0b', '\u0007', 'x\u001fy', 'a\u202eb', '\u2066x\u2069'])('%j are', (cell) => {
    expect(kindsOf(cell)).toEqual(['control-characters'])
  })

  it.each(['a\tb', 'a\nb', 'a\r\nb', 'á', '\u200f', '\u2065', '‰'])('%j are not', (cell) => {
    expect(kindsOf(cell)).toEqual([])
  })

  it('are shown by their numbers', () => {
    expect(scan(['a\u202eb\0'])[0]?.message).toContain('a\\u202Eb\\u0000')
  })
})

describe('the findings', () => {
  it('count, and name the first place', () => {
    const findings = scan(['id', 'note'], ['1', '=1+1'], ['=2', '<script>'], ['x', 'a\0'])
    expect(findings.map(({ kind, count, severity }) => [kind, count, severity])).toEqual([
      ['formula-like-text', 2, 'warning'],
      ['script-like-text', 1, 'warning'],
      ['control-characters', 1, 'warning'],
    ])
    expect(findings[0]?.message).toBe(
      '2 cells like a formula, first in row 2, column 2: =1+1. It stays text here; a spreadsheet that opens a CSV file would run it.',
    )
  })

  it('take the row number that they are given', () => {
    const scanner = contentScanner()
    scanner.add(['=1'], 1204)
    scanner.add(['<script>'])
    expect(scanner.findings().map((finding) => finding.message)).toEqual([
      expect.stringContaining('in row 1,204, column 1'),
      expect.stringContaining('in row 1,205, column 1'),
    ])
  })

  it('cut a long cell, and stay one line', () => {
    const message = scan([`=${'x\n'.repeat(1000)}`])[0]?.message ?? ''
    expect(message.length).toBeLessThan(600)
    expect(message).not.toContain('\n')
  })

  it('cost no more for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 50 })), (cells) => {
        for (const finding of scan(cells)) expect(finding.count).toBeGreaterThan(0)
      }),
    )
    for (const piece of [
      '-1+',
      '<a ',
      '=|',
      '@|',
      'on',
      '+a(',
      '\u200b',
      '-1,',
      '<!on',
      ' ',
      '- ',
      '-  1e',
      'ona ',
      '<a ona ',
    ]) {
      expect(() => scan([piece.repeat(50_000), `-${piece.repeat(50_000)}`, `<a ${piece.repeat(50_000)}`])).not.toThrow()
    }
  })
})

const { path: payloads, present } = foreignCorpus('hostile', 'csv', 'formula-injection.csv')

describe.skipIf(!present)('the payloads of the corpus', () => {
  it('are all found but those that no spreadsheet runs as they stand', () => {
    const rows = Papa.parse<string[]>(readFileSync(payloads, 'utf8'), { skipEmptyLines: true }).data.slice(1)
    const missed = rows.filter((row) => kindsOf(row[1] ?? '').length === 0).map((row) => Number(row[0]))
    // Quoted, in the middle of a cell, behind another character, or with a pipe alone.
    expect(missed).toEqual([28, 29, 39, 40, 41, 42, 44, 45, 47, 50])
  })
})
