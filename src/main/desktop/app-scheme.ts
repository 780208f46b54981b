import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { app, net, protocol } from 'electron'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { fileForUrl, isAppUrl } from './serving.ts'

/** The page has an origin of its own, so nothing is ever allowed to `file://`. Must run before ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

// By the application's folder, not by this module's: a bundler may put this code anywhere below out/main.
const rendererFolder = (): string => join(app.getAppPath(), 'out', 'renderer')

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Answers `app://headgate/...` from the built renderer, or from the development server when one is named. */
export function serveApp(developmentServer: string | undefined): void {
  protocol.handle('app', async (request) => {
    if (request.method !== 'GET') return refuse(405)
    const url = new URL(request.url)
    if (!isAppUrl(request.url)) return refuse(403)
    return developmentServer === undefined ? serveFile(url) : proxy(url, developmentServer)
  })
}

async function serveFile(url: URL): Promise<Response> {
  const file = fileForUrl(rendererFolder(), url)
  if (file === null) return refuse(404)
  let body: Buffer
  try {
    body = await readFile(file)
  } catch {
    return refuse(404)
  }
  const type = contentTypes[extname(file)]
  if (type === undefined) return refuse(404)
  return type.startsWith('text/html') ? page(body.toString('utf8'), false) : respond(body, type)
}

/** Each load gets a nonce of its own; the page hands it to the two libraries that write style elements. */
function page(html: string, development: boolean): Response {
  const nonce = randomBytes(16).toString('base64')
  // The development server writes one inline script, which prepares hot reloading.
  const served = development
    ? html.replaceAll('<script type="module">', `<script type="module" nonce="${nonce}">`)
    : html
  return new Response(served.replaceAll('__CSP_NONCE__', nonce), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(nonce, development),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  })
}

function respond(body: Buffer, type: string): Response {
  return new Response(new Uint8Array(body), { headers: { 'content-type': type, 'x-content-type-options': 'nosniff' } })
}

function refuse(status: 403 | 404 | 405): Response {
  return new Response(null, { status })
}

async function proxy(url: URL, developmentServer: string): Promise<Response> {
  const answer = await net.fetch(new URL(url.pathname + url.search, developmentServer).href)
  const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html')
  return isPage ? page(await answer.text(), true) : answer
}
