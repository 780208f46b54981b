import type { DuckDBConnection } from '@duckdb/node-api'
import { assert } from '../lib/assert.ts'
import { nameKey } from '../lib/names.ts'
import { quoteLiteral } from '../lib/sql-names.ts'
import { rowsPerImport } from '../store/row-id.ts'
import { duckdbType } from './column-types.ts'
import { prepareLoad } from './duckdb.ts'
import { jsonLines, typed } from './load.ts'
import type { FoldedImport, FoldRequest, FoldResult, UpsertOutcome } from './protocol.ts'

const tables = ['versions', 'gone', 'incoming', 'matches', 'outcome']

/**
 * Lays the rows of imports over each other, in their order, and writes which of them are not seen and what upserts take over from the rows
 * that they take the place of. Cells are compared and carried as the texts that they are stored as; keys as values of their type. All
 * tables are temporary, so that DuckDB keeps within its memory and writes the rest to the scratch folder:
 *
 * - `versions` each row as it is once its import was laid on: id, order `o`, texts `c0`.., and for the columns that some upsert does not
 *   bring the id `s0`.. of the row that the text is from; `merged` where it took the place of another
 * - `gone` the ids of rows that another one took the place of, and of rows that said nothing new
 */
export async function foldVersions(connection: DuckDBConnection, request: FoldRequest): Promise<FoldResult> {
  const run = async (...statements: string[]): Promise<void> => {
    for (const statement of statements) await connection.run(statement)
  }
  const { columns, imports, unseenFile } = request
  await prepareLoad(connection, columns.length, Number.POSITIVE_INFINITY)
  const shape = shapeOf(request)
  const outcomes: UpsertOutcome[] = []
  try {
    await run(shape.createVersions, 'CREATE OR REPLACE TEMP TABLE gone (id BIGINT)')
    for (const [index, folded] of imports.entries()) {
      const rows = shape.rowsOf(folded, index)
      if (folded.mode !== 'upsert') {
        await run(`INSERT INTO versions SELECT *, FALSE FROM (${rows})`)
        continue
      }
      await run(...layOn(rows, folded, shape))
      const counted = await connection.runAndReadAll(
        `SELECT (SELECT count(*) FROM incoming), count(*), count(*) FILTER (unchanged) FROM outcome`,
      )
      const [all = 0, matched = 0, unchanged = 0] = (counted.getRows()[0] ?? []).map(Number)
      const counts = { matched, inserted: all - matched, updated: matched - unchanged, unchanged }
      outcomes.push({ importId: folded.importId, ...counts })
    }
    await run(
      `COPY (SELECT DISTINCT id FROM gone ORDER BY id) TO ${quoteLiteral(unseenFile)} (FORMAT csv, HEADER false)`,
    )
    for (const { importId, carriedFile, positions } of shape.carrying) {
      const first = importId * rowsPerImport
      const texts = positions.map((position) => `c${position}`).join(', ')
      const from = positions.map((position) => `s${position}`).join(', ')
      await run(
        `COPY (SELECT id, [${texts}] AS t, [${from}] AS f FROM versions ANTI JOIN gone USING (id)
           WHERE merged AND id BETWEEN ${first} AND ${first + rowsPerImport - 1} ORDER BY id)
         TO ${quoteLiteral(carriedFile)} (FORMAT json)`,
      )
    }
    return { outcomes, carried: shape.carrying.map(({ carriedFile, positions }) => ({ file: carriedFile, positions })) }
  } finally {
    await run(...tables.map((name) => `DROP TABLE IF EXISTS temp.main.${name}`))
  }
}

interface FoldShape {
  readonly width: number
  /** Positions of the dataset's columns that some upsert does not bring. */
  readonly partial: readonly number[]
  readonly createVersions: string
  /** A query for the rows of an import as rows of `versions`, without `merged`. */
  rowsOf(folded: FoldedImport, index: number): string
  /** Whether the file of an import brings a column. */
  brings(folded: FoldedImport, position: number): boolean
  /** The upserts that take columns over, and which. */
  readonly carrying: readonly (FoldedImport & { readonly positions: readonly number[] })[]
}

function shapeOf({ columns, imports }: FoldRequest): FoldShape {
  const all = [...columns.keys()]
  const placeIn = ({ layout }: FoldedImport, position: number): number =>
    layout.findIndex(({ field }) => field !== null && nameKey(field) === nameKey(columns[position]?.name ?? ''))
  const brings = (folded: FoldedImport, position: number): boolean =>
    (folded.layout[placeIn(folded, position)]?.source ?? null) !== null
  const upserts = imports.filter(({ mode }) => mode === 'upsert')
  const partial = all.filter((position) => upserts.some((folded) => !brings(folded, position)))
  return {
    width: columns.length,
    partial,
    createVersions: `CREATE OR REPLACE TEMP TABLE versions (id BIGINT, o BIGINT${all.map((at) => `, c${at} VARCHAR`).join('')}${partial
      .map((at) => `, s${at} BIGINT`)
      .join('')}, merged BOOLEAN)`,
    rowsOf: (folded, index) => {
      const n = 'CAST(l[1] AS BIGINT)'
      const id = `${folded.importId * rowsPerImport} + ${n}`
      const texts = all.map((at) => {
        const place = placeIn(folded, at)
        return `, ${place === -1 ? 'NULL::VARCHAR' : `l[${place + 2}]`} AS c${at}`
      })
      const from = partial.map((at) => `, ${brings(folded, at) ? id : 'NULL::BIGINT'} AS s${at}`)
      return `SELECT ${id} AS id, ${index * rowsPerImport} + ${n} AS o${texts.join('')}${from.join('')} FROM ${jsonLines(folded, 'VARCHAR[]')}`
    },
    brings,
    carrying: upserts
      .map((folded) => ({ ...folded, positions: all.filter((position) => !brings(folded, position)) }))
      .filter(({ positions }) => positions.length > 0),
  }
}

/** Lays an upsert over the versions before it. */
function layOn(rows: string, folded: FoldedImport, shape: FoldShape): string[] {
  const { width, partial } = shape
  const all = [...Array(width).keys()]
  const brings = (at: number): boolean => shape.brings(folded, at)
  const keys = folded.key.map((field, index) => {
    const place = folded.layout.findIndex((column) => column.field === field)
    const column = folded.layout[place]
    assert(column, `the upsert brings its key ${field}`)
    return {
      name: `k${index}`,
      position: folded.keyPositions[index] as number,
      type: duckdbType({ precision: null, scale: null, ...column }),
    }
  })
  const keyed = keys.map(({ name, position, type }) => `, ${typed(`c${position}`, type)} AS ${name}`).join('')
  const same = all.filter(brings).map((at) => `i.c${at} IS NOT DISTINCT FROM v.c${at}`)
  const mergedColumns = [
    ...all.map((at) => (brings(at) ? `i.c${at}` : `CASE WHEN b.id IS NULL THEN i.c${at} ELSE b.c${at} END`)),
    ...partial.map((at) => (brings(at) ? 'i.id' : `b.s${at}`)),
  ]
  return [
    `CREATE OR REPLACE TEMP TABLE incoming AS ${rows}`,
    `CREATE OR REPLACE TEMP TABLE matches AS SELECT i.id AS new, v.id AS old, v.o, ${same.join(' AND ')} AS same
     FROM (SELECT *${keyed} FROM incoming) i JOIN (SELECT *${keyed} FROM versions ANTI JOIN gone USING (id)) v
       USING (${keys.map(({ name }) => name).join(', ')})`,
    `CREATE OR REPLACE TEMP TABLE outcome AS
     SELECT new, arg_max(old, o) AS base, count(*) = 1 AND bool_and(same) AS unchanged FROM matches GROUP BY new`,
    `INSERT INTO versions SELECT i.id, i.o, ${mergedColumns.join(', ')}, b.id IS NOT NULL
     FROM incoming i LEFT JOIN outcome x ON x.new = i.id LEFT JOIN versions b ON b.id = x.base WHERE x.unchanged IS NOT TRUE`,
    `INSERT INTO gone SELECT old FROM matches JOIN outcome USING (new) WHERE NOT unchanged
     UNION ALL SELECT new FROM outcome WHERE unchanged`,
  ]
}
