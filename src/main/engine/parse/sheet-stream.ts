import { stat } from 'node:fs/promises'
import { blockReader } from '../source/byte-stream.ts'
import type { ContentPlan, ContentStream } from './content.ts'
import { openWorkbook } from './workbook/open-workbook.ts'
import type { CellFault } from './workbook/workbook.ts'

/** The records of a sheet as CSV. */
export async function sheetStream(
  path: string,
  plan: ContentPlan & { kind: 'sheet' },
  sample: boolean,
): Promise<ContentStream> {
  const { size } = await stat(path)
  const workbook = await openWorkbook(path, plan.format, plan.limits)
  const batches = workbook.rows(plan.sheet.index, { asShown: plan.asShown, fillMerged: plan.fillMerged, sample })
  let faults: CellFault[] = []
  let progress = 0
  return {
    ...blockReader(async () => {
      const next = await batches.next()
      if (next.done === true) {
        if (next.value !== 'cut') progress = 1
        return null
      }
      progress = next.value.progress
      for (const fault of next.value.faults) faults.push(fault)
      return next.value.bytes
    }),
    takeFaults: (lastRowNumber) => {
      const taken = faults.filter((fault) => fault.rowNumber <= lastRowNumber)
      if (taken.length > 0) faults = faults.filter((fault) => fault.rowNumber > lastRowNumber)
      return taken
    },
    findings: () => workbook.sheetFindings(plan.sheet.index),
    fileBytes: () => Math.round(progress * size),
    close: async () => {
      await batches.return(undefined)
      await workbook.close()
    },
  }
}
