import { themeQuartz } from 'ag-grid-community'

/** The grid in the window's own colours, which change with the system's. */
export const gridTheme = themeQuartz.withParams({
  accentColor: 'var(--hg-accent)',
  backgroundColor: 'var(--hg-surface-1)',
  borderColor: 'var(--hg-border)',
  browserColorScheme: 'inherit',
  cellHorizontalPadding: 10,
  chromeBackgroundColor: 'var(--hg-surface-1)',
  fontFamily: 'inherit',
  fontSize: 13,
  foregroundColor: 'var(--hg-text-1)',
  headerFontSize: 13,
  headerFontWeight: 500,
  headerTextColor: 'var(--hg-text-2)',
  rangeSelectionBorderColor: 'var(--hg-accent)',
  rowHoverColor: 'var(--hg-surface-2)',
  spacing: 6,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
})
