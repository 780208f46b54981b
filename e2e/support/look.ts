import { join } from 'node:path'
import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { expect, projectFolder } from './headgate.ts'

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[]
}

const largeScreen = { width: 1920, height: 1200, deviceScaleFactor: 1, mobile: false }

/**
 * Looks at the screen as it is: pictures of it in light and in dark, at the window's size and at that of a large screen, and axe's
 * judgement of both themes. axe goes in through the debugger, because the page's policy lets no foreign script in.
 */
export async function lookAtScreen(page: Page, name: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: axe.source })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
    const picture = (size: string): string =>
      join(projectFolder, 'artifacts', 'screenshots', `${name}${size}-${colorScheme}.png`)
    await page.screenshot({ path: picture('') })
    await session.send('Emulation.setDeviceMetricsOverride', largeScreen)
    await page.screenshot({ path: picture('-large') })
    await session.send('Emulation.clearDeviceMetricsOverride')
    const { result } = await session.send('Runtime.evaluate', {
      expression: `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then((r) => r.violations)`,
      awaitPromise: true,
      returnByValue: true,
    })
    expect(summarise(result.value as Violation[]), `axe on ${name}, ${colorScheme}`).toEqual([])
  }
  await session.detach()
}

function summarise(violations: readonly Violation[]): string[] {
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  )
}
