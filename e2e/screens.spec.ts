import { dropFiles, goToPlace, importOrders } from './support/actions.ts'
import { expect, test } from './support/headgate.ts'
import { lookAtScreen } from './support/look.ts'
import { ordersFile } from './support/samples.ts'

test('every screen with nothing in it, in light and dark', async ({ running: { page } }) => {
  await expect(page.getByRole('button', { name: 'Try it with the sample' })).toBeVisible()
  await lookAtScreen(page, 'empty-import')
  for (const place of ['Imports', 'Issues', 'Datasets', 'Schemas', 'Analytics']) {
    await goToEmptyPlace(page, place)
    await lookAtScreen(page, `empty-${place.toLowerCase()}`)
  }
})

test('every screen with an import, in light and dark', async ({ running: { page } }) => {
  await dropFiles(page, [ordersFile])
  await expect(page.getByRole('button', { name: 'Import orders.csv' })).toBeVisible()
  await lookAtScreen(page, 'import-setup')
  await importOrders(page)
  await lookAtScreen(page, 'import-outcome')

  await goToPlace(page, 'Imports')
  await lookAtScreen(page, 'imports')
  await page.getByRole('link', { name: 'orders.csv', exact: true }).click()
  await expect(page.getByText('SHA-256')).toBeVisible()
  await lookAtScreen(page, 'import-details')

  await goToPlace(page, 'Issues')
  await page.getByRole('grid').getByRole('row').nth(3).getByRole('gridcell').nth(3).click()
  await lookAtScreen(page, 'issues')

  await goToPlace(page, 'Datasets')
  await expect(page.getByRole('heading', { name: 'orders' })).toBeVisible()
  await lookAtScreen(page, 'datasets')

  await goToPlace(page, 'Schemas')
  await expect(page.getByRole('cell', { name: 'customer_email' })).toBeVisible()
  await lookAtScreen(page, 'schemas')

  await goToPlace(page, 'Analytics')
  await expect(page.locator('.recharts-bar-rectangle').first()).toBeVisible()
  await page.getByRole('button', { name: 'Run' }).click()
  await expect(page.getByRole('status')).toContainText('rows in')
  await lookAtScreen(page, 'analytics')

  await goToPlace(page, 'Settings')
  await expect(page.getByText('Chromium')).toBeVisible()
  await lookAtScreen(page, 'settings')
})

async function goToEmptyPlace(page: Parameters<typeof goToPlace>[0], place: string): Promise<void> {
  await goToPlace(page, place)
  await expect(page.locator('main').getByRole('button').first()).toBeVisible()
}
