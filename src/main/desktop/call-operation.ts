import { type OperationName, operations } from '../../contract/operations.ts'
import type { Shell } from '../../contract/operations/operation.ts'
import type { ErrorShape } from '../../contract/errors.ts'
import type { Outcome } from '../../preload/bridge.ts'
import { type Engine, toErrorShape } from '../engine/engine.ts'

function refused(
  code: ErrorShape['code'],
  message: string,
  hint: string | null = null,
  details: ErrorShape['details'] = {},
): Outcome<never> {
  return { ok: false, error: { code, message, hint, details } }
}

function isOperation(name: unknown): name is OperationName {
  return typeof name === 'string' && Object.hasOwn(operations, name)
}

/**
 * Runs an operation for the window. Nothing that the window sends is believed: the name must be in the table and open to
 * the desktop, the input must fit its schema. Every failure is a value.
 */
export async function callOperation(engine: Engine | null, name: unknown, input: unknown): Promise<Outcome<unknown>> {
  if (!isOperation(name)) return refused('usage', `There is no operation named ${JSON.stringify(String(name))}.`)
  const operation: { shells?: readonly Shell[] } = operations[name]
  if (operation.shells !== undefined && !operation.shells.includes('desktop')) {
    return refused('shell-lacks-operation', `The desktop application does not offer ${name}.`)
  }
  const parsed = operations[name].input.safeParse(input)
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({ path: issue.path.map(String), message: issue.message }))
    return refused('usage', `The input of ${name} is not valid: ${issues.map(describe).join('; ')}.`, null, { issues })
  }
  if (engine === null) return refused('workspace-locked', 'The workspace is not open.')
  try {
    return { ok: true, value: await engine.call(name, parsed.data) }
  } catch (error) {
    return { ok: false, error: toErrorShape(error) }
  }
}

function describe(issue: { path: string[]; message: string }): string {
  return issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`
}
