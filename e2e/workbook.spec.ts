import { join } from 'node:path'
import { utils, write } from 'xlsx'
import { writeFile } from 'node:fs/promises'
import { dropFiles, goToPlace } from './support/actions.ts'
import { expect, test } from './support/headgate.ts'
import { lookAtScreen } from './support/look.ts'

test('a workbook is looked at, its sheet chosen, imported, and its bad cells explained', async ({
  headgate: { folder },
  running: { page },
}) => {
  const path = join(folder, 'figures 2026.xlsx')
  await writeFile(path, workbook())
  await dropFiles(page, [path])

  await expect(page.getByRole('cell', { name: 'a note', exact: true })).toBeVisible()
  const sheet = page.getByRole('button', { name: /^Sheet/ })
  await expect(sheet).toHaveText(/Cover\s*of 3/)
  await expect(page.getByRole('list', { name: 'What is in the file besides rows' })).toContainText('Rates')
  await sheet.click()
  await expect(page.getByRole('menuitem')).toHaveText([/Cover/, /Orders/, /Rates.*hidden/])
  await lookAtScreen(page, 'import-workbook')
  await page.getByRole('menuitem', { name: 'Orders' }).click()
  await expect(page.getByRole('cell', { name: '2026-11-24', exact: true }).first()).toBeVisible()
  await lookAtScreen(page, 'import-workbook-sheet')

  await page.getByRole('textbox', { name: 'Dataset' }).fill('orders')
  await page.getByRole('button', { name: 'Import figures 2026.xlsx' }).click()
  await expect(page.getByText('figures 2026.xlsx is in orders')).toBeVisible({ timeout: 60_000 })

  await goToPlace(page, 'Issues')
  await page.getByRole('grid').getByRole('row').nth(1).getByRole('gridcell').first().click()
  const inspector = page.getByRole('region', { name: 'The issue in focus' })
  await expect(inspector).toContainText('#N/A')
  await expect(inspector).toContainText('Orders')
  await expect(inspector).toContainText('Row 3')
})

function workbook(): Buffer {
  const orders = utils.aoa_to_sheet([
    ['order', 'day', 'amount'],
    ['0007', 46350, 12.5],
    ['0008', 46351, 0],
    ['0009', 46352, 7],
  ])
  for (const row of [2, 3, 4]) Object.assign(orders[`B${row}`] as object, { z: 'yyyy-mm-dd' })
  orders['C3'] = { t: 'e', v: 0x2a }
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([['Cover'], ['a note'], ['another']]), 'Cover')
  utils.book_append_sheet(book, orders, 'Orders')
  utils.book_append_sheet(book, utils.aoa_to_sheet([['rate'], [1.5]]), 'Rates')
  book.Workbook = { Sheets: [{}, {}, { Hidden: 1 }] }
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer
}
