import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SampleFile } from '../../preload/bridge.ts'

/** The sample that ships with the application, or null where it was left out. */
export async function sampleFile(appFolder: string): Promise<SampleFile | null> {
  const path = join(appFolder, 'samples', 'orders.csv')
  try {
    await access(path)
    const schema: unknown = JSON.parse(await readFile(join(appFolder, 'samples', 'order-import.schema.json'), 'utf8'))
    return { path, schema }
  } catch {
    return null
  }
}
