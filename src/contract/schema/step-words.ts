import type { StepWithOptions, TransformName, TransformStep } from './transform-step.ts'

/**
 * What a step does to values, to be read behind them: `14,203 values trimmed`. Several steps are read one after the other: `trimmed,
 * then made lower case`.
 */
export function stepWords(step: TransformStep): string {
  if (typeof step === 'string') return plainWords[step]
  if ('custom' in step) return `passed through ${step.custom}`
  return (optionWords[step.step] as (of: StepWithOptions) => string)(step)
}

const plainWords: Readonly<Record<TransformName, string>> = {
  trim: 'trimmed',
  'collapse-spaces': 'freed of repeated spaces',
  lowercase: 'made lower case',
  uppercase: 'made upper case',
  'title-case': 'made title case',
  'normalize-unicode': 'spelled with one code for each letter',
  'normalize-email': 'written as one e-mail address',
  'plain-quotes': 'given plain quotes',
  'remove-control-characters': 'freed of unseen characters',
  'decode-entities': 'freed of HTML entities',
}

type Words<N extends StepWithOptions['step']> = (step: Extract<StepWithOptions, { step: N }>) => string

const optionWords: { readonly [N in StepWithOptions['step']]: Words<N> } = {
  lowercase: ({ locale }) => `made lower case (${locale})`,
  uppercase: ({ locale }) => `made upper case (${locale})`,
  'title-case': ({ locale }) => `made title case (${locale})`,
  'null-words': ({ words }) => `emptied where they say ${list(words)}`,
  replace: ({ find, with: put, whole, pattern }) => {
    const found = pattern ? `what fits ${find}` : `"${find}"`
    const act = put === '' ? `freed of ${found}` : `given "${put}" for ${found}`
    return whole ? `${act} where that is all` : act
  },
  map: ({ values, otherwise }) => {
    const count = Object.keys(values).length
    const listed = `exchanged by a list of ${count}`
    return otherwise === 'empty' ? `${listed}, all others emptied` : listed
  },
  split: ({ separator, part }) => `cut to part ${part} between "${separator}"`,
  join: ({ separator, with: put }) => `joined with "${put}" where "${separator}" was`,
  pad: ({ length, with: put, side }) => `filled with "${put}" at the ${side} to ${length} characters`,
  'parse-number': ({ format }) => `written as plain numbers where they fit ${formats(format)}`,
  'parse-date': ({ format }) => `written as ISO dates where they fit ${formats(format)}`,
  phone: ({ region }) =>
    region === undefined ? 'written as international numbers' : `written as international numbers of ${region}`,
  html: ({ keep }) => (keep === 'safe' ? 'freed of unsafe HTML' : 'freed of HTML'),
  hash: ({ salt }) => (salt === undefined ? 'hashed' : 'hashed with a salt'),
  mask: ({ keepStart = 0, keepEnd = 0 }) => {
    const kept = [keepStart > 0 ? `the first ${keepStart}` : '', keepEnd > 0 ? `the last ${keepEnd}` : '']
    const shown = kept.filter((part) => part !== '').join(' and ')
    return shown === '' ? 'masked' : `masked but for ${shown}`
  },
}

function formats(format: string | readonly string[]): string {
  return typeof format === 'string' ? format : format.join(' or ')
}

const shownWords = 5

function list(words: readonly string[]): string {
  const shown = words.slice(0, shownWords).map((word) => `"${word}"`)
  const more = words.length - shown.length
  return more > 0 ? `${shown.join(', ')} or ${more} more` : shown.join(' or ')
}
