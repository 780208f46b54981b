import {
  CellStyleModule,
  type CellFocusedEvent,
  ColumnAutoSizeModule,
  type GridApi,
  type GridReadyEvent,
  type IDatasource,
  InfiniteRowModelModule,
  ModuleRegistry,
  RowApiModule,
  CellApiModule,
  ScrollApiModule,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import type { Issue, IssueFacet } from '../../../contract/issues.ts'
import { call } from '../../shared/call.ts'
import { text } from '../../shared/messages.ts'
import { styleNonce } from '../../shared/nonce.ts'
import { ErrorNotice } from '../../shared/ui/error-notice.tsx'
import { gridTheme } from './grid-theme.ts'
import { issueColumns } from './issue-columns.tsx'

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

interface IssueGridProps {
  readonly importId: number
  readonly facet: IssueFacet | null
  readonly onFocus: (issue: Issue | null) => void
  readonly onTotal: (total: number) => void
}

/** All issues in row order. Only what is looked at is read, by its offset, so the last is as near as the first. */
export function IssueGrid({ importId, facet, onFocus, onTotal }: IssueGridProps): ReactNode {
  const [error, setError] = useState<Error | null>(null)
  const grid = useRef<GridApi<Issue> | null>(null)

  const datasource = useMemo<IDatasource>(
    () => ({
      getRows: async ({ startRow, endRow, successCallback, failCallback }) => {
        const filter = facet === null ? {} : { code: facet.code, field: facet.field }
        try {
          const page = await call('issues.list', { importId, offset: startRow, limit: endRow - startRow, filter })
          setError(null)
          onTotal(page.total)
          successCallback(page.issues, page.total)
        } catch (failure) {
          setError(failure instanceof Error ? failure : new Error(String(failure)))
          failCallback()
        }
      },
    }),
    [importId, facet, onTotal],
  )

  const focus = useCallback(
    ({ api, rowIndex }: CellFocusedEvent<Issue>) => {
      onFocus(rowIndex === null ? null : (api.getDisplayedRowAtIndex(rowIndex)?.data ?? null))
    },
    [onFocus],
  )
  const ready = useCallback(({ api }: GridReadyEvent<Issue>) => {
    grid.current = api
  }, [])

  if (error !== null) {
    return (
      <ErrorNotice
        error={error}
        onRetry={() => {
          setError(null)
        }}
      />
    )
  }
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
      onGridReady={ready}
      onCellFocused={focus}
      suppressMovableColumns
      animateRows={false}
      ensureDomOrder
      gridOptions={{ loadThemeGoogleFonts: false }}
      aria-label={text.issues.grid}
    />
  )
}
