import { formatCount } from '../../format.ts'

/** Stored rows. */
export const datasetsMessages = {
  datasets: {
    title: 'Datasets',
    none: 'A dataset appears once a file is imported.',
    columns: 'Columns',
    schemaIs: (schema: string) => `Checked against ${schema}`,
    exportCsv: 'Export CSV…',
    exported: (rows: string, file: string, size: string) => `${rows} written to ${file}, ${size}.`,
    analyse: 'Analyse',
    moreColumns: (columns: number) => `${formatCount(columns)} more`,
  },
} as const
