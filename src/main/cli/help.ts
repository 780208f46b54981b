import type { Command } from './command.ts'

const common: Command['optionHelp'] = [
  ['--workspace DIR', 'the workspace; HEADGATE_WORKSPACE, or a folder of yours, unless said'],
  ['--json', 'one JSON document on standard output, and nothing else there'],
  ['--quiet', 'no words on standard error but errors'],
  ['--no-color', 'no colours'],
  ['--help', 'this text'],
]

function optionLines(options: Command['optionHelp']): string {
  return options.map(([name, words]) => `  ${name.padEnd(26)}  ${words}\n`).join('')
}

export function generalHelp(commands: readonly Command[]): string {
  const list = commands.map((command) => `  ${command.name.padEnd(16)}  ${command.summary}\n`).join('')
  return `headgate: takes in tables, checks every row, keeps every value.

Use: headgate COMMAND [ARGUMENTS] [OPTIONS]

${list}
Everywhere:
${optionLines(common)}
Exit codes: 0 done; 1 failed while working; 2 refused before anything was written; 3 done, but rows were rejected beyond what was allowed.
`
}

export function commandHelp(command: Command): string {
  const own = command.optionHelp.length === 0 ? '' : `\n${optionLines(command.optionHelp)}`
  return `headgate ${command.name} ${command.usage}: ${command.summary}.\n${own}\nEverywhere:\n${optionLines(common)}`
}
