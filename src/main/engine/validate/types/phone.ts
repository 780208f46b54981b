import type { Check } from './check.ts'

const memorySize = 50_000

/**
 * [T-phone] judges phone numbers by Google's metadata (libphonenumber): international ones as they are, local ones only where a
 * region is given. Loaded on demand, because it is large; verdicts are remembered, because they are slow.
 */
export async function loadPhoneCheck(region: string | undefined): Promise<Check> {
  const { isSupportedCountry, parsePhoneNumberFromString } = await import('libphonenumber-js/max')
  const country = region !== undefined && isSupportedCountry(region) ? region : undefined
  const verdicts = new Map<string, boolean>()
  return (text) => {
    let valid = verdicts.get(text)
    if (valid === undefined) {
      valid = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false })?.isValid() ?? false
      if (verdicts.size >= memorySize) verdicts.clear()
      verdicts.set(text, valid)
    }
    return valid ? null : 'invalid-phone'
  }
}
