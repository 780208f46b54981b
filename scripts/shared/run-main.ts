/**
 * Runs a script's work and ends with the exit code that it answers. An error is shown as what it says, without its
 * stack: what goes wrong in these scripts is the machine's business (no network, no compiler), not a bug in them.
 */
export async function runMain(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work()
  } catch (error) {
    const text = process.env.DEBUG && error instanceof Error ? error.stack : undefined
    process.stderr.write(`${text ?? (error instanceof Error ? error.message : String(error))}\n`)
    process.exitCode = 1
  }
}
