/**
 * The DuckDB contender, in a process of its own: reads an orders file with its own reader into a native table of a fresh
 * database. Arguments: CSV file, database file. Prints the number of rows as JSON.
 */
import { DuckDBInstance } from '@duckdb/node-api'
import { ORDERS_HEADER } from '../scripts/orders-file.ts'

const TYPES: Record<string, string> = { amount: 'DOUBLE', order_date: 'DATE' }

const [file, database] = process.argv.slice(2)
if (file === undefined || database === undefined) throw new Error('usage: duckdb-read.ts FILE DATABASE')

const columns = ORDERS_HEADER.split(',').map((name) => `'${name}': '${TYPES[name] ?? 'VARCHAR'}'`)
const instance = await DuckDBInstance.create(database)
const connection = await instance.connect()
await connection.run(`
  create table orders as select * from read_csv('${file.replaceAll("'", "''")}',
    auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', new_line = '\\r\\n',
    columns = {${columns.join(', ')}}, ignore_errors = true)`)
const reader = await connection.runAndReadAll('select count(*)::int as n from orders')
process.stdout.write(JSON.stringify({ rows: reader.getRowObjects()[0]?.['n'] }))
connection.closeSync()
instance.closeSync()
