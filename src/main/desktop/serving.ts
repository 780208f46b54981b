import { join, normalize, sep } from 'node:path'

export const appOrigin = 'app://headgate'

/** The page that the window loads, and the only one that may talk to the main process. */
export const appPage = `${appOrigin}/index.html`

/**
 * The file behind an application URL, or null when the path would leave `folder` or is not a plain one. The URL class has
 * removed `..` already; encoded ones, backslashes and zero bytes are refused here.
 */
export function fileForUrl(folder: string, url: URL): string | null {
  let path: string
  try {
    path = decodeURIComponent(url.pathname)
  } catch {
    return null
  }
  if (/[\\\0:]/.test(path)) return null
  const root = normalize(folder.endsWith(sep) ? folder : folder + sep)
  const file = join(root, path === '/' ? 'index.html' : path)
  return file.startsWith(root) ? file : null
}

/** Whether a frame's URL is the application's own page. */
export function isAppUrl(url: string): boolean {
  return url === appOrigin || url.startsWith(`${appOrigin}/`)
}
