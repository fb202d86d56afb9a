import Database from 'better-sqlite3'
import { badQuery, damagedTable, noTable, openParameter, writingQuery } from '../../problems/table-problems.ts'
import { readWholeFile } from '../archives/unpack.ts'
import { rowToText } from '../columns/cell-text.ts'
import type { DataFile, TextRow } from '../read-context.ts'

/** The rows of a query on a SQLite database, which is opened read-only; without a query, those of its first table. Throws problems. */
export async function* sqliteRows(
  file: DataFile,
  { query = '' }: { readonly query?: string },
): AsyncGenerator<TextRow> {
  const database = await opened(file)
  try {
    const statement = prepared(database, query.trim() || `SELECT * FROM ${firstTable(database, file)}`)
    for (const row of found(statement, database)) yield rowToText(row as Record<string, unknown>)
  } catch (error) {
    throw error instanceof Database.SqliteError ? damagedTable(file.name, 'SQLite') : error
  } finally {
    database.close()
  }
}

/** Some errors occur only when a query runs. */
function* found(statement: Database.Statement, database: Database.Database): Generator<unknown> {
  try {
    yield* statement.iterate()
  } catch (error) {
    if (error instanceof Error && /few parameter|named parameter/.test(error.message)) throw openParameter()
    throw error instanceof Database.SqliteError && !isOfFile(error)
      ? badQuery(error.message, tablesOf(database))
      : error
  }
}

const isOfFile = ({ code }: { readonly code: string }) => /^SQLITE_(NOTADB|CORRUPT|IOERR|CANTOPEN|FULL)/.test(code)

async function opened(file: DataFile): Promise<Database.Database> {
  try {
    return new Database(file.path ?? (await readWholeFile(file)), { readonly: true })
  } catch (error) {
    throw error instanceof Database.SqliteError ? damagedTable(file.name, 'SQLite') : error
  }
}

function prepared(database: Database.Database, query: string): Database.Statement {
  try {
    const statement = database.prepare(query)
    if (!statement.reader || !statement.readonly) throw writingQuery()
    return statement.safeIntegers(true) // integers beyond 2^53 keep their value
  } catch (error) {
    const notOne = error instanceof RangeError // several statements, or none
    if (error instanceof Database.SqliteError && isOfFile(error)) throw error
    throw error instanceof Database.SqliteError || notOne ? badQuery(error.message, tablesOf(database)) : error
  }
}

/** Tables, then views, in order of creation; names are quoted where SQL requires it. */
function tablesOf(database: Database.Database): string[] {
  const found = database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY type, rowid",
    )
    .pluck()
    .all()
  return found.map(name =>
    /^[a-z_]\w*$/i.test(String(name)) ? String(name) : `"${String(name).replaceAll('"', '""')}"`,
  )
}

const firstTable = (database: Database.Database, file: DataFile): string => {
  const [first] = tablesOf(database)
  if (first === undefined) throw noTable(file.name)
  return first
}
