import {
  CellStyleModule,
  type CellFocusedEvent,
  type CellKeyDownEvent,
  type FullWidthCellKeyDownEvent,
  ColumnAutoSizeModule,
  type GridApi,
  InfiniteRowModelModule,
  type ModelUpdatedEvent,
  ModuleRegistry,
  RowApiModule,
  CellApiModule,
  ScrollApiModule,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { Issue, IssueFacet } from '../../../contract/issues.ts'
import { styleNonce } from '../../shared/nonce.ts'
import { ErrorNotice } from '../../shared/ui/error-notice.tsx'
import { gridTheme } from './grid-theme.ts'
import { issueColumns } from './issue-columns.tsx'
import { issueDatasource } from './issue-datasource.ts'

ModuleRegistry.registerModules([
  InfiniteRowModelModule,
  CellStyleModule,
  ColumnAutoSizeModule,
  RowApiModule,
  CellApiModule,
  ScrollApiModule,
])

// A block is one call; a few are kept, so that a million issues take no more memory than a thousand.
const blockRows = 300
const keptBlocks = 12

/** Ctrl Home and Ctrl End. The grid's own go nowhere when the row at the end has not been read yet. */
function jumpByKey({ api, event }: CellKeyDownEvent<Issue> | FullWidthCellKeyDownEvent<Issue>): void {
  if (!(event instanceof KeyboardEvent) || !(event.ctrlKey || event.metaKey)) return
  if (event.key !== 'End' && event.key !== 'Home') return
  const row = event.key === 'Home' ? 0 : api.getDisplayedRowCount() - 1
  api.ensureIndexVisible(row)
  const focusFirst = (): void => api.setFocusedCell(row, 'rowNumber')
  // The rows of the new place stand a frame later.
  requestAnimationFrame(focusFirst)
}

/** Gives the keyboard back to the focused cell whose row was drawn anew when it had been read. */
function keepFocus(api: GridApi<Issue>): void {
  if (api.isDestroyed()) return
  const { rowIndex, column } = api.getFocusedCell() ?? {}
  if (rowIndex === undefined || column === undefined || document.activeElement !== document.body) return
  api.setFocusedCell(rowIndex, column)
}

interface IssueGridProps {
  readonly importId: number
  readonly facet: IssueFacet | null
  readonly onFocus: (issue: Issue | null) => void
  readonly onTotal: (total: number) => void
}

/** All issues in row order. Only what is looked at is read, by its offset, so the last is as near as the first. */
export function IssueGrid({ importId, facet, onFocus, onTotal }: IssueGridProps): ReactNode {
  const [error, setError] = useState<Error | null>(null)
  const tellFocus = useCallback(
    (api: GridApi<Issue>) => {
      const rowIndex = api.getFocusedCell()?.rowIndex
      onFocus(rowIndex === undefined ? null : (api.getDisplayedRowAtIndex(rowIndex)?.data ?? null))
    },
    [onFocus],
  )
  const focus = useCallback(({ api }: CellFocusedEvent<Issue>) => tellFocus(api), [tellFocus])

  // Told again when rows arrive: a jump to the end puts the focus on a row that is still being read.
  const arrive = useCallback(
    ({ api }: ModelUpdatedEvent<Issue>) => {
      tellFocus(api)
      requestAnimationFrame(() => keepFocus(api))
    },
    [tellFocus],
  )

  const datasource = useMemo(
    () => issueDatasource(importId, facet, { onPage: (page) => onTotal(page.total), onError: setError }),
    [importId, facet, onTotal],
  )

  // Trying again draws the grid anew, which reads its first block again.
  if (error !== null) return <ErrorNotice error={error} onRetry={() => setError(null)} />
  return (
    <AgGridReact<Issue>
      theme={gridTheme}
      styleNonce={styleNonce()}
      rowModelType="infinite"
      datasource={datasource}
      cacheBlockSize={blockRows}
      maxBlocksInCache={keptBlocks}
      infiniteInitialRowCount={blockRows}
      columnDefs={issueColumns}
      rowHeight={28}
      headerHeight={32}
      onModelUpdated={arrive}
      onCellFocused={focus}
      onCellKeyDown={jumpByKey}
      suppressMovableColumns
      animateRows={false}
      ensureDomOrder
      loadThemeGoogleFonts={false}
    />
  )
}
