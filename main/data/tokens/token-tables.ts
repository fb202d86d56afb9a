// A folder of tokens: columns.json lists the columns of each split.
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Split } from '../../../core/block/abilities.ts'
import type { Column, TokenTable } from '../../../core/data/batch.ts'
import { type ColumnShape, columnFileSizes, openColumn } from './token-files.ts'

/** The columns of a folder of tokens, by file name. */
export type ColumnShapes = Readonly<Record<string, ColumnShape>>

/** The file name of a column of a split. */
export const columnName = (part: string, column: Column): string => `${part}-${column}`

/** Opens the tokens of a split, which stay in their files. Throws when the folder is incomplete. */
export async function openTokenTable(folder: string, part: Split, columns: readonly Column[]): Promise<TokenTable> {
  const shapes = JSON.parse(await readFile(join(folder, 'columns.json'), 'utf8')) as ColumnShapes
  const found = columns.map(async column => [column, await loadColumn(folder, columnName(part, column), shapes)])
  return { columns: Object.fromEntries(await Promise.all(found)) }
}

async function loadColumn(folder: string, name: string, shapes: ColumnShapes) {
  const shape = shapes[name]
  if (!shape) throw new Error(`loadColumn: there is no column ${name}`)
  for (const [file, bytes] of columnFileSizes(name, shape)) {
    const { size } = await stat(join(folder, file))
    if (size !== bytes) throw new Error(`loadColumn: ${file} has ${size} bytes, not ${bytes}`)
  }
  return openColumn(folder, name, shape)
}
