import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Settings, settings } from '../../../contract/settings.ts'
import { AppError, systemCode } from '../lib/app-error.ts'

/**
 * The settings of a workspace: its file `settings.json`, or the defaults where there is none.
 * @throws AppError `usage` for a file that does not fit, naming the place
 */
export function readSettings(folder: string): Settings {
  const path = join(folder, 'settings.json')
  const text = readText(path)
  if (text === null) return settings.parse({})
  const parsed = settings.safeParse(parseJson(text, path))
  if (parsed.success) return parsed.data
  const places = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`)
  throw unfit(path, places.join('. '))
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return null
    throw unfit(path, `it cannot be read (${systemCode(error) ?? 'unknown'})`)
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw unfit(path, error instanceof Error ? error.message : String(error))
  }
}

function unfit(path: string, problem: string): AppError {
  return new AppError('usage', `${path} does not fit: ${problem}.`, {
    hint: 'Correct it, or remove it to have the defaults.',
  })
}
