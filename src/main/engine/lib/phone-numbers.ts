/** A valid phone number. */
export interface PhoneNumber {
  /** As ITU-T E.164 has it: `+` and digits. It has no place for an extension. */
  readonly e164: string
  readonly hasExtension: boolean
}

const memorySize = 50_000

/**
 * Reads phone numbers by Google's metadata (libphonenumber): international ones as they are, local ones only where a region is given;
 * null for what is no valid number. Loaded on demand, because it is large; readings are remembered, because they are slow.
 */
export async function loadPhoneReader(region: string | undefined): Promise<(text: string) => PhoneNumber | null> {
  const { isSupportedCountry, parsePhoneNumberFromString } = await import('libphonenumber-js/max')
  const country = region !== undefined && isSupportedCountry(region) ? region : undefined
  const readings = new Map<string, PhoneNumber | null>()
  return (text) => {
    let reading = readings.get(text)
    if (reading === undefined) {
      const parsed = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false })
      reading = parsed?.isValid() ? { e164: parsed.number, hasExtension: parsed.ext !== undefined } : null
      if (readings.size >= memorySize) readings.clear()
      readings.set(text, reading)
    }
    return reading
  }
}

/** Whether local numbers of a region can be read. */
export async function isPhoneRegion(region: string): Promise<boolean> {
  const { isSupportedCountry } = await import('libphonenumber-js/max')
  return isSupportedCountry(region)
}
