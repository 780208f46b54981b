/** Whether digits end with the check digit of GS1 (EAN-8, UPC-A, EAN-13, GTIN-14; GS1 General Specifications 7.9). */
export function isArticleNumber(digits: string): boolean {
  const { length } = digits
  if (length !== 8 && length !== 12 && length !== 13 && length !== 14) return false
  let sum = 0
  for (let index = 0; index < length; index++) {
    sum += (digits.charCodeAt(index) - 48) * ((length - index) % 2 === 0 ? 3 : 1)
  }
  return sum % 10 === 0
}

const accountText = /^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/

/** Whether a text is an international bank account number (ISO 13616), in groups or not: its remainder by 97 is 1. */
export function isAccountNumber(text: string): boolean {
  if (text.length > 50) return false
  const joined = text.replaceAll(' ', '')
  if (!accountText.test(joined)) return false
  let remainder = 0
  for (const character of joined.slice(4) + joined.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
  }
  return remainder === 1
}

/** Digits as telephone numbers are written; whether there is such a number is not asked. */
const phoneText = /^(?:\+|00|\(?0)[\d\s()./-]{6,24}$/

export function looksLikePhone(text: string, digits: number): boolean {
  return digits >= 7 && digits <= 15 && phoneText.test(text)
}
