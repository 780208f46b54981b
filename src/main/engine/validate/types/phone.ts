import { loadPhoneReader } from '../../lib/phone-numbers.ts'
import type { Check } from './check.ts'

/** [T-phone] judges phone numbers: international ones as they are, local ones only where a region is given. */
export async function loadPhoneCheck(region: string | undefined): Promise<Check> {
  const read = await loadPhoneReader(region)
  return (text) => (read(text) === null ? 'invalid-phone' : null)
}
