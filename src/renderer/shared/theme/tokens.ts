/**
 * Every colour of the window, once. Names say what a colour is for, never what it looks like; `tokens.test.ts` holds the
 * contrasts. Four meanings exist, and each goes with an icon and a word wherever it is used.
 */
export interface Tokens {
  /** The window's ground, the panels on it, what is raised or hovered, what is pressed or selected. */
  readonly surface: readonly [string, string, string, string]
  readonly border: string
  /** The edge of a control: what a person must be able to see to find it. */
  readonly borderStrong: string
  /** Text: what matters, what explains, what may be overlooked. */
  readonly text: readonly [string, string, string]
  readonly accent: string
  readonly accentHover: string
  readonly accentSoft: string
  readonly onAccent: string
  readonly accepted: string
  readonly acceptedSoft: string
  readonly rejected: string
  readonly rejectedSoft: string
  readonly warning: string
  readonly warningSoft: string
  readonly information: string
  readonly informationSoft: string
  /** Bars and lines of a chart, the first of the Okabe-Ito order that hold against the ground. */
  readonly series: string
}

export const light: Tokens = {
  surface: ['#f5f7f8', '#ffffff', '#eef2f3', '#e0e8ea'],
  border: '#d8dfe2',
  borderStrong: '#7d8b91',
  text: ['#13201f', '#42525a', '#5a6970'],
  accent: '#0b6075',
  accentHover: '#084c5d',
  accentSoft: '#dceef2',
  onAccent: '#ffffff',
  accepted: '#1a6b3c',
  acceptedSoft: '#e2f3e8',
  rejected: '#b3261e',
  rejectedSoft: '#fce8e6',
  warning: '#855000',
  warningSoft: '#fdf0d9',
  information: '#1d5bb0',
  informationSoft: '#e4edfb',
  series: '#0072b2',
}

export const dark: Tokens = {
  surface: ['#0f1517', '#151d20', '#1e282c', '#283439'],
  border: '#2b373c',
  borderStrong: '#71828a',
  text: ['#e6edef', '#b4c1c6', '#98a7ad'],
  accent: '#62c3d7',
  accentHover: '#85d3e3',
  accentSoft: '#12353e',
  onAccent: '#05232b',
  accepted: '#72d095',
  acceptedSoft: '#133020',
  rejected: '#ff938a',
  rejectedSoft: '#3d1c1a',
  warning: '#f1b95c',
  warningSoft: '#38290e',
  information: '#8ab7ff',
  informationSoft: '#172741',
  series: '#56b4e9',
}

/** The tokens as CSS custom properties, `--hg-*`. */
export function cssVariables(tokens: Tokens): Record<string, string> {
  return {
    ...Object.fromEntries(tokens.surface.map((colour, index) => [`--hg-surface-${index}`, colour])),
    ...Object.fromEntries(tokens.text.map((colour, index) => [`--hg-text-${index + 1}`, colour])),
    '--hg-border': tokens.border,
    '--hg-border-strong': tokens.borderStrong,
    '--hg-accent': tokens.accent,
    '--hg-accent-hover': tokens.accentHover,
    '--hg-accent-soft': tokens.accentSoft,
    '--hg-on-accent': tokens.onAccent,
    '--hg-accepted': tokens.accepted,
    '--hg-accepted-soft': tokens.acceptedSoft,
    '--hg-rejected': tokens.rejected,
    '--hg-rejected-soft': tokens.rejectedSoft,
    '--hg-warning': tokens.warning,
    '--hg-warning-soft': tokens.warningSoft,
    '--hg-information': tokens.information,
    '--hg-information-soft': tokens.informationSoft,
    '--hg-series': tokens.series,
  }
}
