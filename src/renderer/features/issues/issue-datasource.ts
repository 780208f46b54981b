import type { IDatasource, IGetRowsParams } from 'ag-grid-community'
import type { IssueFacet } from '../../../contract/issues.ts'
import type { OperationOutput } from '../../../contract/operations.ts'
import { call } from '../../shared/call.ts'

interface Listener {
  readonly onPage: (page: OperationOutput<'issues.list'>) => void
  readonly onError: (error: Error) => void
}

/** Gives the grid the issues of an import block by block, each by its offset; `facet` narrows them to one reason. */
export function issueDatasource(importId: number, facet: IssueFacet | null, listener: Listener): IDatasource {
  const filter = facet === null ? {} : { code: facet.code, field: facet.field }
  const read = async (params: IGetRowsParams): Promise<void> => {
    const { startRow: offset, endRow } = params
    try {
      const page = await call('issues.list', { importId, offset, limit: endRow - offset, filter })
      params.successCallback(page.issues, page.total)
      listener.onPage(page)
    } catch (failure) {
      params.failCallback()
      listener.onError(failure instanceof Error ? failure : new Error(String(failure)))
    }
  }
  return { getRows: (params) => void read(params) }
}
