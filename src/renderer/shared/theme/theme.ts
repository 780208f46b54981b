import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'
import { text } from '../messages/text.ts'
import { cssVariables, dark, light, type Tokens } from './tokens.ts'

const accent: MantineColorsTuple = [
  '#eef8fa',
  '#dceef2',
  '#b4dde6',
  '#8accd9',
  '#62c3d7',
  '#3aa4bb',
  '#1a8099',
  '#0b6075',
  '#084c5d',
  '#063a48',
]

// Mantine draws inputs, menus and hovers from these two; they are made of the same neutrals as the tokens.
const gray: MantineColorsTuple = [
  '#f5f7f8',
  '#eef2f3',
  '#e0e8ea',
  '#d8dfe2',
  '#b5c0c5',
  '#97a5ab',
  '#6b7a81',
  '#42525a',
  '#2c3a40',
  '#13201f',
]

const neutralDark: MantineColorsTuple = [
  '#e6edef',
  '#b4c1c6',
  '#98a7ad',
  '#71828a',
  '#3a474d',
  '#283439',
  '#1a2327',
  '#151d20',
  '#0f1517',
  '#0b1012',
]

const monospace = `ui-monospace, 'JetBrains Mono', 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace`

/** Filled buttons by token: the accent, and the colour of what is dropped. Mantine would pick one text colour for both themes. */
const resolveVariant: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input)
  if (input.variant !== 'filled') return resolved
  if (input.color === 'red') {
    const ground = 'var(--hg-rejected)'
    return { ...resolved, background: ground, hover: ground, color: 'var(--hg-surface-1)' }
  }
  return { ...resolved, background: 'var(--hg-accent)', hover: 'var(--hg-accent-hover)', color: 'var(--hg-on-accent)' }
}

/** Mantine, made dense and quiet. */
export const theme = createTheme({
  fontFamily: `'Inter Variable', system-ui, sans-serif`,
  fontFamilyMonospace: monospace,
  fontSizes: { xs: '11.5px', sm: '13px', md: '13px', lg: '15px', xl: '19px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '19px', lineHeight: '1.35' },
      h2: { fontSize: '15px', lineHeight: '1.4' },
      h3: { fontSize: '13px', lineHeight: '1.45' },
    },
  },
  defaultRadius: '6px',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  autoContrast: true,
  colors: { accent, gray, dark: neutralDark },
  primaryColor: 'accent',
  variantColorResolver: resolveVariant,
  primaryShade: { light: 7, dark: 4 },
  components: {
    Button: {
      defaultProps: { size: 'sm' },
      vars: () => ({ root: { '--button-height': '32px', '--button-fz': '13px', '--button-padding-x': '12px' } }),
      styles: { label: { fontWeight: 550 } },
    },
    Input: {
      vars: () => ({
        wrapper: {
          '--input-height': '32px',
          '--input-bd': 'var(--hg-border-strong)',
          '--input-bg': 'var(--hg-surface-1)',
        },
      }),
    },
    InputWrapper: { styles: { label: { marginBottom: 3 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } },
    Tooltip: {
      defaultProps: {
        openDelay: 300,
        multiline: true,
        maw: 360,
        withArrow: false,
        events: { hover: true, focus: true, touch: false },
      },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': text.close } } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right', allowDeselect: false } },
    TextInput: { defaultProps: { size: 'sm' } },
  },
})

function mantineVariables(tokens: Tokens): Record<string, string> {
  return {
    ...cssVariables(tokens),
    '--mantine-color-body': tokens.surface[0],
    '--mantine-color-text': tokens.text[0],
    '--mantine-color-bright': tokens.text[0],
    '--mantine-color-dimmed': tokens.text[1],
    '--mantine-color-placeholder': tokens.text[2],
    '--mantine-color-anchor': tokens.accent,
    '--mantine-color-default': tokens.surface[1],
    '--mantine-color-default-hover': tokens.surface[2],
    '--mantine-color-default-color': tokens.text[0],
    '--mantine-color-default-border': `color-mix(in srgb, ${tokens.borderStrong} 55%, ${tokens.border})`,
    '--mantine-color-error': tokens.rejected,
    '--mantine-color-gray-light-hover': tokens.surface[2],
    '--mantine-color-gray-light-color': tokens.text[1],
    '--mantine-color-accent-filled': tokens.accent,
    '--mantine-color-accent-filled-hover': tokens.accentHover,
    '--mantine-color-accent-light': tokens.accentSoft,
    '--mantine-color-accent-light-color': tokens.accent,
    '--mantine-primary-color-contrast': tokens.onAccent,
  }
}

/** Gives Mantine our tokens, so that its parts and ours are of one colour. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: mantineVariables(light),
  dark: mantineVariables(dark),
})
