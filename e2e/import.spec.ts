import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dropFiles, goToPlace, importOrders } from './support/actions.ts'
import { expect, test } from './support/headgate.ts'
import { expected, ordersFile, written } from './support/samples.ts'

test('a dropped file is imported, counted, explained and drawn', async ({ running: { page } }) => {
  await importOrders(page)

  const figures = page.locator('dl').filter({ hasText: 'Accepted' })
  for (const value of [expected.rows.read, expected.rows.accepted, expected.rows.rejected, expected.rows.blank]) {
    await expect(figures.getByText(written(value), { exact: true })).toBeVisible()
  }
  const reasons = page.getByRole('region', { name: 'Why rows were rejected' }).getByRole('listitem')
  await expect(reasons).toHaveCount(expected.issues.length)
  for (const { field, count } of expected.issues) {
    await expect(
      reasons
        .filter({ hasText: field ?? 'whole row' })
        .getByText(written(count), { exact: true })
        .first(),
    ).toBeVisible()
  }

  await page.getByRole('button', { name: `Review ${written(expected.issuesTotal)} issues` }).click()
  const grid = page.getByRole('grid')
  await expect(grid.getByRole('row').nth(1)).toContainText(String(expected.firstRejectedRowNumbers[0]))

  await page.getByRole('link', { name: 'Datasets', exact: true }).click()
  await expect(page.getByText(`${written(expected.rows.accepted)} rows`)).toBeVisible()

  await page.getByRole('button', { name: 'Analyse' }).click()
  await expect(page.getByRole('img', { name: /Number of rows by status in orders: completed/ })).toBeVisible()
  // The three states, and the rows without one.
  await expect(page.locator('.recharts-bar-rectangle')).toHaveCount(4)

  await page.getByRole('textbox', { name: 'SQL statement' }).fill('select count(*) as n from orders')
  await page.getByRole('textbox', { name: 'SQL statement' }).press('Control+Enter')
  await expect(page.getByRole('cell', { name: written(expected.rows.accepted), exact: true })).toBeVisible()
})

test('issues are reached from the first to the last, by reason and by keyboard', async ({ running: { page } }) => {
  await importOrders(page)
  await goToPlace(page, 'Issues')
  const grid = page.getByRole('grid')
  const inspector = page.getByRole('region', { name: 'The issue in focus' })

  await grid.getByRole('row').nth(1).getByRole('gridcell').first().click()
  await expect(inspector).toContainText(`Row ${written(expected.firstRejectedRowNumbers[0] ?? 0)}`)

  await page.keyboard.press('Control+End')
  await expect(grid.locator(`[row-index="${expected.issuesTotal - 1}"]`).first()).toBeVisible()
  await expect(inspector).not.toContainText(`Row ${written(expected.firstRejectedRowNumbers[0] ?? 0)}`)
  const last = await inspector.innerText()
  await page.keyboard.press('ArrowUp')
  await expect(inspector, 'the keyboard goes on from the last row').not.toHaveText(last)

  const status = page.getByRole('region', { name: 'Reasons' }).getByRole('button', { name: /^status/ })
  await status.click()
  await expect(status).toHaveAttribute('aria-pressed', 'true')
  const wanted = expected.issues.find((issue) => issue.field === 'status')?.count ?? 0
  await expect(page.getByRole('region', { name: 'Issues in row order' })).toContainText(written(wanted))
  await expect(grid.getByRole('row').nth(1)).toContainText('status')
})

test('the same bytes are refused a second time, and taken when they are meant', async ({ running: { page } }) => {
  await importOrders(page)
  await dropFiles(page, [ordersFile])
  await page.getByRole('combobox', { name: 'Schema' }).click()
  await page.getByRole('option', { name: 'order-import' }).click()
  await page.getByRole('button', { name: 'Import orders.csv' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Already imported')
  await page.getByRole('button', { name: 'Import it once more' }).click()
  await expect(page.getByText('orders.csv is in orders')).toBeVisible({ timeout: 60_000 })
})

test('a file that is gone is said in place, with what to do', async ({ running: { page }, headgate }) => {
  const file = join(headgate.folder, 'gone.csv')
  await writeFile(file, 'a,b\n1,2\n')
  await dropFiles(page, [file])
  await expect(page.getByRole('button', { name: 'Import gone.csv' })).toBeVisible()
  await rm(file)
  await page.getByRole('button', { name: 'Import gone.csv' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('File not found')
})
