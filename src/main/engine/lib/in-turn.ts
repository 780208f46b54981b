/** Makes a line of its own: each work given to it begins when all before it have ended, whether they failed or not. */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let line: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = line.then(work)
    line = result.catch(() => undefined)
    return result
  }
}
