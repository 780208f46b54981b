/** A match as the replacing of texts needs it. */
export interface ReplacedMatch {
  readonly text: string
  /** 0-based, in UTF-16 units. */
  readonly start: number
  readonly end: number
  /** The groups from the first on; undefined for one that took no part. */
  readonly groups: readonly (string | undefined)[]
  /** Names of groups, by their place among the groups. */
  readonly names: ReadonlyMap<string, readonly number[]>
}

const reference = /\$(?:([$&`'])|(\d\d?)|<([^>]*)>)/g

/** Writes a replacement as `String.prototype.replace` does (ECMA-262, GetSubstitution). */
export function expandReplacement(replacement: string, match: ReplacedMatch): string {
  if (!replacement.includes('$')) return replacement
  return replacement.replace(reference, (written: string, sign?: string, digits?: string, name?: string) => {
    if (sign !== undefined) return signed(sign, match)
    if (digits !== undefined) return numbered(written, digits, match.groups)
    if (match.names.size === 0) return written
    return (
      match.names
        .get(name ?? '')
        ?.map((place) => match.groups[place] ?? '')
        .join('') ?? ''
    )
  })
}

function signed(sign: string, { text, start, end }: ReplacedMatch): string {
  if (sign === '$') return '$'
  if (sign === '&') return text.slice(start, end)
  return sign === '`' ? text.slice(0, start) : text.slice(end)
}

/** Two digits are one group where there are so many, else the first digit is the group and the second a text. */
function numbered(written: string, digits: string, groups: ReplacedMatch['groups']): string {
  const both = Number(digits)
  if (both >= 1 && both <= groups.length) return groups[both - 1] ?? ''
  const first = Number(digits[0])
  return digits.length === 2 && first >= 1 && first <= groups.length
    ? `${groups[first - 1] ?? ''}${digits[1]}`
    : written
}
