import { assert } from '../lib/assert.ts'
import { nameKey } from '../lib/names.ts'
import { quoteIdentifier, quoteLiteral } from '../lib/sql-names.ts'
import { rowsPerImport } from '../store/row-id.ts'
import type { ReferenceRule, TableRule, UniqueRule } from '../validate/table-rules.ts'
import { duckdbType } from './column-types.ts'
import { baseTable, jsonLines, typed } from './load.ts'
import type { TableRequest } from './protocol.ts'

/**
 * The SQL by which the rows of an import are judged beside each other. All of its tables are temporary, so that DuckDB keeps within
 * its memory and writes the rest to the scratch folder:
 *
 * - `rejected_rows` the values of rows that their own rules rejected
 * - `fallen` the accepted rows that are to be rejected, `n` their row number
 * - `findings` what is to be said: row number, rule, and the import and row that it stands against, where there is one
 * - `members_I` the rows of rule I whose key occurs more than once, and the group `g` that each is in
 */
export interface TableSql {
  readonly begin: readonly string[]
  /** Finds what a rule says whatever becomes of the other rows of the import. */
  readonly beforehand: readonly string[]
  /** Finds the rows that share a key, for each rule that wants it unique. */
  readonly groups: readonly string[]
  /** The rows whose verdict depends on that of rows before them, in their order: n, sound, rule, g, and a value for each order. */
  readonly contested: string | null
  readonly contestedCount: string
  /** Takes over what was found in the order of rows. */
  readonly takeVerdicts: readonly string[]
  /** Names the row that has the key, for each row that has it too. */
  readonly holders: readonly string[]
  readonly copyFindings: string
  readonly end: readonly string[]
}

export function tableSql(request: TableRequest): TableSql {
  const { source, rules, fields, rejected, hides } = request
  const columns = fields.map((field) => {
    const column = source.columns.find((candidate) => nameKey(candidate.name) === nameKey(field))
    assert(column, `the dataset has the field ${field}`)
    return { sql: quoteIdentifier(column.name), type: duckdbType(column) }
  })
  const table = baseTable(source.dataset.id)
  const valueOf = (field: string): string => `f${fields.indexOf(field)}`
  const typeOf = (field: string): string => (columns[fields.indexOf(field)] as { type: string }).type
  const asValues = columns.map(({ sql }, index) => `, ${sql} AS f${index}`).join('')
  const names = columns.map((_, index) => `, f${index}`).join('')
  const rows = `(SELECT _row_number AS n, TRUE AS sound${asValues} FROM ${table} WHERE _import_id = ${source.importId}
    UNION ALL SELECT n, FALSE${names} FROM rejected_rows)`
  const earlier = `(SELECT _import_id * ${rowsPerImport} + _row_number AS id${asValues} FROM ${table}
    WHERE _import_id NOT IN (${[source.importId, ...hides].join(', ')})
      AND _import_id IN (SELECT import_id FROM _headgate_base.visible))`

  // Rows that the import had before it is judged again have what its file lacks only from a row of their key.
  const before = (lacks: string): string => {
    const column = source.columns.find(({ name }) => nameKey(name) === nameKey(lacks))
    if (hides.length === 0 || !column) return ''
    return `UNION ALL SELECT _import_id * ${rowsPerImport} + _row_number AS id${asValues} FROM ${table}
      WHERE _import_id IN (${hides.join(', ')}) AND ${quoteIdentifier(column.name)} IS NOT NULL`
  }

  const entries = [...rules.entries()]
  const uniques = entries.filter((entry): entry is [number, UniqueRule] => entry[1].kind === 'unique')
  const references = entries.filter((entry): entry is [number, ReferenceRule] => entry[1].kind === 'reference')
  const orders = entries.filter(([, { kind }]) => kind === 'order')
  const isRejecting = ([, { severity }]: [number, TableRule]): boolean => severity === 'error'
  const keysOf = (rule: UniqueRule): string[] => rule.fields.map(valueOf)
  const noNull = (keys: readonly string[], of = ''): string =>
    keys.map((key) => `${of}${key} IS NOT NULL`).join(' AND ')

  const ownKey = request.key.map(valueOf)
  const seen = uniques
    .filter(([, { within }]) => within === 'dataset')
    .map(([index, rule]) => {
      const keys = keysOf(rule)
      const list = keys.join(', ')
      if (ownKey.length > 0) {
        const isOther = ownKey.map((key) => `r.${key} IS DISTINCT FROM o.${key}`).join(' OR ')
        return `INSERT INTO findings SELECT r.n, ${index}, min(o.id) // ${rowsPerImport}, min(o.id) % ${rowsPerImport} FROM ${rows} r
          JOIN ${earlier} o ON ${keys.map((key) => `r.${key} = o.${key}`).join(' AND ')} WHERE ${isOther} GROUP BY r.n`
      }
      return `INSERT INTO findings SELECT r.n, ${index}, o.id // ${rowsPerImport}, o.id % ${rowsPerImport} FROM ${rows} r
        JOIN (SELECT min(id) AS id, ${list} FROM ${earlier} WHERE ${noNull(keys)} GROUP BY ${list}) o USING (${list})`
    })
  const missing = references.map(([index, rule]) => {
    const field = rule.fields[0] as string
    const { sql, value } = targetValues(request, index, typeOf(field))
    return `INSERT INTO findings SELECT r.n, ${index}, NULL, NULL FROM ${rows} r ANTI JOIN ${sql} t ON ${value(`r.${valueOf(field)}`)} = t.v
      WHERE r.${valueOf(field)} IS NOT NULL`
  })
  const ofKey = entries.flatMap(([index, rule]) => {
    if (rule.kind !== 'key' && rule.kind !== 'new') return []
    const values = rule.fields.map(valueOf)
    const withBefore = rule.kind === 'new' ? before(rule.lacks) : ''
    const finding = `INSERT INTO findings SELECT r.n, ${index}, NULL, NULL FROM ${rows} r`
    return rule.kind === 'key'
      ? [`${finding} WHERE r.${values[0]} IS NULL`]
      : [
          `${finding} ANTI JOIN (FROM ${earlier} ${withBefore}) o USING (${values.join(', ')}) WHERE ${noNull(values, 'r.')}`,
        ]
  })
  const rejecting = entries.filter(isRejecting).map(([index]) => index)
  const beforehand = [...seen, ...missing, ...ofKey]
  if (beforehand.length > 0 && rejecting.length > 0) {
    beforehand.push(`INSERT INTO fallen SELECT DISTINCT n FROM findings WHERE rule IN (${rejecting.join(', ')})`)
  }

  const groups = uniques.flatMap(([index, rule]) => {
    const keys = keysOf(rule)
    const list = keys.join(', ')
    return [
      `CREATE OR REPLACE TEMP TABLE shared_keys AS SELECT ${list}, min(n) AS g FROM ${rows} WHERE ${noNull(keys)}
        GROUP BY ${list} HAVING count(*) > 1`,
      `CREATE OR REPLACE TEMP TABLE members_${index} AS SELECT r.n, r.sound, s.g FROM ${rows} r JOIN shared_keys s USING (${list})`,
      'DROP TABLE shared_keys',
    ]
  })
  const noValues = orders.map(([, rule]) => `, NULL::${typeOf(rule.fields[0] as string)}`).join('')
  const parts = [
    ...uniques
      .filter(isRejecting)
      .map(([index]) => `SELECT n, sound, ${index} AS rule, g${noValues} FROM members_${index}`),
    ...orders.map(([index, rule], at) => {
      const field = valueOf(rule.fields[0] as string)
      const values = orders.map(([, other], place) =>
        place === at ? `, ${field}` : `, NULL::${typeOf(other.fields[0] as string)}`,
      )
      return `SELECT n, sound, ${index}, NULL${values.join('')} FROM ${rows} WHERE ${field} IS NOT NULL`
    }),
  ]
  const valueNames = orders.map((_, at) => `, v${at}`).join('')
  const all = `(${parts.join(' UNION ALL ')}) p(n, sound, rule, g${valueNames})`
  const holders = uniques.map(([index, { within }]) => {
    const held = `SELECT m.g, min(m.n) AS n FROM members_${index} m ANTI JOIN fallen USING (n) WHERE m.sound GROUP BY m.g`
    const known = within === 'dataset' ? `ANTI JOIN (SELECT n FROM findings WHERE rule = ${index}) k ON k.n = m.n` : ''
    return `INSERT INTO findings SELECT m.n, ${index}, NULL, h.n FROM members_${index} m JOIN (${held}) h USING (g) ${known} WHERE m.n <> h.n`
  })

  return {
    begin: [
      `CREATE OR REPLACE TEMP TABLE rejected_rows AS SELECT CAST(l[1] AS BIGINT) AS n
        ${columns.map(({ type }, index) => `, ${typed(`l[${index + 2}]`, type)} AS f${index}`).join('')} FROM ${jsonLines(rejected, 'VARCHAR[]')}`,
      'CREATE OR REPLACE TEMP TABLE fallen (n BIGINT)',
      'CREATE OR REPLACE TEMP TABLE findings (n BIGINT, rule INTEGER, import_id BIGINT, other BIGINT)',
    ],
    beforehand,
    groups,
    contested:
      parts.length === 0
        ? null
        : `SELECT CAST(p.n AS DOUBLE), p.sound AND f.n IS NULL, p.rule, CAST(p.g AS DOUBLE)${valueNames.replaceAll(', v', ', p.v')}
           FROM ${all} LEFT JOIN fallen f USING (n) ORDER BY p.n, p.rule`,
    contestedCount: parts.length === 0 ? 'SELECT 0' : `SELECT count(*) FROM (SELECT 1 FROM ${all} LIMIT 1)`,
    takeVerdicts: [
      `CREATE OR REPLACE TEMP TABLE verdicts AS SELECT l[1] AS n, l[2] AS rule, l[3] AS other
        FROM ${jsonLines({ file: request.verdictsFile, longestRecord: 0 }, 'BIGINT[]')}`,
      'INSERT INTO fallen SELECT n FROM verdicts WHERE rule IS NULL',
      'INSERT INTO findings SELECT n, rule, NULL, other FROM verdicts WHERE rule IS NOT NULL',
      'DROP TABLE verdicts',
    ],
    holders,
    copyFindings: `COPY (SELECT n, rule, import_id, other FROM findings ORDER BY n, rule)
      TO ${quoteLiteral(request.findingsFile)} (FORMAT csv, HEADER false, DELIMITER ',')`,
    end: [
      ...['rejected_rows', 'fallen', 'findings', 'shared_keys', 'verdicts'],
      ...uniques.map(([index]) => `members_${index}`),
    ].map((name) => `DROP TABLE IF EXISTS temp.main.${name}`),
  }
}

/** [U6] The values that a reference may have, as `v`, and how a value of the field is compared with them. */
function targetValues(
  { targets }: TableRequest,
  index: number,
  type: string,
): { readonly sql: string; readonly value: (sql: string) => string } {
  const target = targets[index]
  assert(target, `rule ${index} has a target`)
  const asItIs = (sql: string): string => sql
  if ('file' in target) {
    return { sql: `(SELECT ${typed('l[1]', type)} AS v FROM ${jsonLines(target, 'VARCHAR[]')})`, value: asItIs }
  }
  const targetType = duckdbType(target.column)
  const value = targetType === type ? asItIs : (sql: string) => plainText(sql, type)
  const column = quoteIdentifier(target.column.name)
  const values = targetType === type ? column : plainText(column, targetType)
  const sql = `(SELECT ${values} AS v FROM ${baseTable(target.dataset.id)}
    WHERE _import_id IN (SELECT import_id FROM _headgate_base.visible) AND ${column} IS NOT NULL)`
  return { sql, value }
}

/** A value as the text that it is compared by with values of another type: a fraction without zeros at its end. */
function plainText(sql: string, type: string): string {
  const text = `CAST(${sql} AS VARCHAR)`
  if (type !== 'DOUBLE' && !type.startsWith('DECIMAL')) return text
  return `regexp_replace(regexp_replace(${text}, '(\\.[0-9]*?)0+$', '\\1'), '\\.$', '')`
}
