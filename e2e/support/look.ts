import { join } from 'node:path'
import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { expect, projectFolder } from './headgate.ts'

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[]
}

/**
 * Looks at the screen as it is: a picture of it in light and in dark, and axe's judgement of both. axe goes in through the
 * debugger, because the page's policy lets no foreign script in.
 */
export async function lookAtScreen(page: Page, name: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: axe.source })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
    await page.screenshot({ path: join(projectFolder, 'artifacts', 'screenshots', `${name}-${colorScheme}.png`) })
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
