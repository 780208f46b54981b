import type { Page } from '@playwright/test'
import { expect } from './headgate.ts'
import { ordersFile, ordersSchema } from './samples.ts'

/** Drops files on the middle of the window as the system would. Playwright's own drop has no paths. */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  // The window listens once its frame stands.
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible()
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data })
  }
  await session.detach()
}

/** Goes to a place of the rail. */
export async function goToPlace(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: place, exact: true }).click()
  // Away from the rail, whose tooltip would lie over the screen.
  await page.mouse.move(700, 790)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** From a dropped file to its outcome, checked against the sample's schema. */
export async function importOrders(page: Page): Promise<void> {
  await dropFiles(page, [ordersFile])
  await page.getByTestId('schema-file').setInputFiles(ordersSchema)
  await expect(page.getByRole('combobox', { name: 'Schema' })).toHaveValue('order-import')
  await page.getByRole('button', { name: 'Import orders.csv' }).click()
  await expect(page.getByText('orders.csv is in orders')).toBeVisible({ timeout: 60_000 })
}
