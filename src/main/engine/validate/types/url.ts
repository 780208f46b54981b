import type { Check } from './check.ts'

const label =
  '[A-Za-z0-9\\u00a1-\\ud7ff\\ue000-\\uffef](?:[A-Za-z0-9\\u00a1-\\ud7ff\\ue000-\\uffef-]{0,61}[A-Za-z0-9\\u00a1-\\ud7ff\\ue000-\\uffef])?'
const hostName = `(?:${label}\\.)+(?:[A-Za-z\\u00a1-\\ud7ff\\ue000-\\uffef]{2,63}|xn--[A-Za-z0-9-]{1,59})\\.?`
const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const urlText = new RegExp(
  `^(?:https?|ftp)://(?:[^\\s/?#@]+@)?(?:${octet}(?:\\.${octet}){3}|\\[[0-9A-Fa-f:.]+\\]|${hostName})(?::(\\d{1,5}))?(?:[/?#]\\S*)?$`,
  'i',
)

/** [T-url] http, https or ftp; a host name of at least two labels or an IP address; no white space. */
export const isUrl: Check = (text) => {
  if (text.length > 2083) return 'invalid-url'
  const match = urlText.exec(text)
  if (!match) return 'invalid-url'
  return match[1] !== undefined && Number(match[1]) > 65_535 ? 'invalid-url' : null
}
