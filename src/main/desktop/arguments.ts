import { existsSync, statSync } from 'node:fs'
import { basename, isAbsolute, resolve } from 'node:path'

/** The value of `--name value` or `--name=value`. */
export function argumentValue(argv: readonly string[], name: string): string | undefined {
  const prefix = `--${name}=`
  for (const [index, argument] of argv.entries()) {
    if (argument.startsWith(prefix)) return argument.slice(prefix.length)
    if (argument === `--${name}`) return argv[index + 1]
  }
  return undefined
}

/** The data files among the arguments of a start, for "open with" of the system. */
export function fileArguments(argv: readonly string[], folder: string): string[] {
  return argv
    .slice(1)
    .filter(
      (argument) =>
        /\.(csv|tsv|tab|psv|txt|xlsx|xlsm|xlsb|xls|ods|fods|gz|zst)$/i.test(basename(argument)) &&
        !argument.startsWith('-'),
    )
    .map((argument) => (isAbsolute(argument) ? argument : resolve(folder, argument)))
    .filter((file) => existsSync(file) && statSync(file).isFile())
}
