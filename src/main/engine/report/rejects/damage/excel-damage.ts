import type { UndoneCell } from '../../../../../contract/rejects.ts'
import { unguarded } from '../../../lib/formula-guard.ts'
import { fittingText, longestCellText } from '../../xlsx/cell-text.ts'
import { isSameDay, isSameTime } from './same-moment.ts'
import { isSameNumber } from './same-number.ts'
import { isReencoded, withoutInvisible } from './same-text.ts'

/** What a spreadsheet did to a cell by itself. */
type Damage = UndoneCell['damage']

/** [M11] What a spreadsheet did to a cell that no person would write; null where it is nothing of that. */
export function mechanicalDamage(exported: string, theirs: string): Damage | null {
  if (withLineFeeds(exported) === withLineFeeds(theirs)) return 'line-ends'
  if (/^#{2,}$/.test(theirs)) return 'not-shown'
  if (exported.length > longestCellText) {
    const [kept, found] = [withLineFeeds(fittingText(exported)), withLineFeeds(theirs)]
    if (found === kept || found === withLineFeeds(exported.slice(0, longestCellText))) return 'cut'
  }
  if (theirs !== '' && withoutGuard(exported) === withoutGuard(theirs)) return 'guard'
  return null
}

/** What a spreadsheet did by itself to a cell that is not as it went out; null where a person must have changed it. */
export function excelDamage(exported: string, theirs: string): Damage | null {
  const mechanical = mechanicalDamage(exported, theirs)
  if (mechanical !== null) return mechanical
  const [kept, found] = [withoutInvisible(exported), withoutInvisible(theirs)]
  if (kept === found) return 'spaces'
  if (kept === '' || found === '') return null
  if (isSameBoolean(kept, found)) return 'letter-case'
  if (isSameNumber(kept, found)) return 'number'
  if (isSameDay(kept, found)) return 'date'
  if (isSameTime(kept, found)) return 'time'
  if (isReencoded(kept, found)) return 'encoding'
  if (isFormulaResult(kept, found)) return 'formula'
  return null
}

function withLineFeeds(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n')
}

/** [E3] The text without any apostrophe that stands before what a spreadsheet would run. */
function withoutGuard(text: string): string {
  let bare = text
  for (let next = unguarded(bare); next !== bare; next = unguarded(bare)) bare = next
  return bare
}

/** The words of Excel's languages for true, and for false. */
const truths = new Set(['true', 'wahr', 'vrai', 'verdadero', 'vero', 'verdadeiro', 'waar', 'sant', 'prawda', 'истина'])
const untruths = new Set(['false', 'falsch', 'faux', 'falso', 'onwaar', 'falskt', 'fałsz', 'ложь'])

function isSameBoolean(exported: string, theirs: string): boolean {
  const [kept, found] = [exported.toLowerCase(), theirs.toLowerCase()]
  if (kept === 'true') return truths.has(found)
  return kept === 'false' ? untruths.has(found) : kept === found && (truths.has(kept) || untruths.has(kept))
}

const formulaError = /^#(?:NAME\?|VALUE!|REF!|DIV\/0!|N\/A|NUM!|NULL!|SPILL!|CALC!|FIELD!|BUSY!)$/

function isFormulaResult(exported: string, theirs: string): boolean {
  if (!/^'*[=+\-@]/.test(exported)) return false
  if (formulaError.test(theirs) || theirs === `=${exported}`) return true
  return exported.startsWith('=') && !theirs.startsWith('=')
}
