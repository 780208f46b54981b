import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { runOrThrow } from '../shared/run.ts'

/** A package that a script takes from the npm registry without installing it, fixed to its exact bytes. */
export interface RegistryPackage {
  name: string
  version: string
  /** SHA-512 of the tarball in base64, as a lockfile's `integrity` writes it. */
  sha512: string
}

/** Fetches the package through npm, so that its registry and proxy settings count, and unpacks it into `folder/package`. */
export async function unpackRegistryPackage(wanted: RegistryPackage, folder: string): Promise<string> {
  const spec = `${wanted.name}@${wanted.version}`
  const tarball = join(folder, (await runOrThrow('npm', ['pack', '--silent', spec], { cwd: folder })).trim())
  const hash = createHash('sha512')
  await pipeline(createReadStream(tarball), hash)
  const sha512 = hash.digest('base64')
  if (sha512 !== wanted.sha512) {
    throw new Error(`The registry's ${spec} is not the package that was tried (sha512-${sha512}): not used`)
  }
  await runOrThrow('tar', ['-xzf', tarball, '-C', folder])
  return join(folder, 'package')
}
