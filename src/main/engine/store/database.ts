import Database from 'better-sqlite3'
import { explainStorageError } from '../lib/app-error.ts'

/** A value as SQLite holds it; integers are read as numbers, so only those below 2^53 are stored as integers. */
export type SqlValue = string | number | null | Buffer

/**
 * A connection that a function may only read through. Whoever takes a `ReadDb` says in its type that it changes nothing.
 */
export interface ReadDb {
  /** All rows of a statement. */
  all<T>(sql: string, ...values: SqlValue[]): T[]
  /** The first row, if there is one. */
  get<T>(sql: string, ...values: SqlValue[]): T | undefined
  /** Row by row, for results that are too large to hold. No other statement may write meanwhile. */
  iterate<T>(sql: string, ...values: SqlValue[]): IterableIterator<T>
}

/** A connection that may write. Transactions are the caller's to open. */
export interface WriteDb extends ReadDb {
  run(sql: string, ...values: SqlValue[]): { changes: number; lastInsertRowid: number }
  /** Statements without parameters, several at once: migrations, pragmas. */
  script(sql: string): void
  /** Runs a function inside a transaction that takes the write lock at once; undone when it throws. */
  transaction<T>(work: () => T): T
  close(): void
}

interface OpenOptions {
  /** The compiled addon to load instead of the packaged one, for runtimes that the packaged one does not fit. */
  readonly nativeBinding?: string
}

const cacheSize = 64

/**
 * Opens a SQLite file for reading and writing: WAL, a busy wait of 30 s, prepared statements cached by their text.
 */
export function openDatabase(file: string, options: OpenOptions = {}): WriteDb {
  const raw = new Database(file, { nativeBinding: options.nativeBinding, timeout: 30_000 })
  // For new files. Rows come in blocks of some tens of kilobytes; on larger pages storing them cost a quarter less.
  raw.pragma('page_size = 16384')
  raw.pragma('journal_mode = WAL')
  // NORMAL in WAL keeps the file sound through any crash; completing an import syncs the log explicitly.
  raw.pragma('synchronous = NORMAL')
  raw.pragma('foreign_keys = ON')
  raw.pragma('cache_size = -8192')
  raw.pragma('wal_autocheckpoint = 1000')
  raw.pragma('trusted_schema = OFF')
  return wrap(raw, file)
}

function wrap(raw: Database.Database, file: string): WriteDb {
  const statements = new Map<string, Database.Statement>()
  const statement = (sql: string): Database.Statement => {
    let found = statements.get(sql)
    if (!found) {
      found = raw.prepare(sql)
      if (statements.size >= cacheSize) statements.delete(statements.keys().next().value ?? '')
      statements.set(sql, found)
    }
    return found
  }
  const explained = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw explainStorageError(error, file)
    }
  }
  return {
    all: <T>(sql: string, ...values: SqlValue[]) => explained(() => statement(sql).all(...values) as T[]),
    get: <T>(sql: string, ...values: SqlValue[]) => explained(() => statement(sql).get(...values) as T | undefined),
    // A statement that iterates cannot be used again meanwhile, so it is not taken from the cache.
    iterate: <T>(sql: string, ...values: SqlValue[]) => raw.prepare(sql).iterate(...values) as IterableIterator<T>,
    run: (sql, ...values) =>
      explained(() => {
        const result = statement(sql).run(...values)
        return { changes: result.changes, lastInsertRowid: Number(result.lastInsertRowid) }
      }),
    script: (sql) => explained(() => raw.exec(sql)),
    transaction: (work) => explained(() => raw.transaction(work).immediate()),
    close: () => {
      statements.clear()
      raw.close()
    },
  }
}
