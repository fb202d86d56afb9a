import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Split } from '../../../core/block/abilities.ts'
import type { Column, TokenTable } from '../../../core/data/batch.ts'
import { diskFull, tokensGone } from '../problems/data-problems.ts'
import { evictTokens, markInUse } from './cache-eviction.ts'
import { type ColumnShapes, openTokenTable } from './token-tables.ts'

export type TablesByPart = Readonly<Record<Split, TokenTable>>

export interface CachedTokens {
  readonly json: string
  readonly tables: TablesByPart
}

/** The results of making a folder of tokens, beside the files of its columns. */
export interface NewTokens {
  /** The content of tokenizer.json. */
  readonly json: string
  readonly shapes: ColumnShapes
}

/** To be raised whenever the same data and parameters would give other tokens than before. */
const cacheVersion = 5

/** HOME/tokens/<hash>: the folder of data that was tokenised in one particular way. Deleting it costs only time. */
export const tokenCacheFolder = (home: string, ...identity: readonly unknown[]): string =>
  join(
    home,
    'tokens',
    createHash('sha256')
      .update(JSON.stringify([cacheVersion, ...identity]))
      .digest('hex')
      .slice(0, 32),
  )

/**
 * The content of a folder. When it is missing or incomplete, it is made in a draft folder beside it; and once more when it was
 * deleted before it could be opened. Throws problems.
 */
export async function cachedTokens(
  folder: string,
  columns: readonly Column[],
  make: (draft: string) => Promise<NewTokens>,
): Promise<CachedTokens> {
  const known = await loadTokens(folder, columns)
  if (known) return known
  const made = (await makeTokens(folder, columns, make)) ?? (await makeTokens(folder, columns, make))
  if (!made) throw tokensGone(folder)
  await evictTokens(dirname(folder), folder)
  return made
}

/** Undefined when the new folder was deleted meanwhile. */
async function makeTokens(
  folder: string,
  columns: readonly Column[],
  make: (draft: string) => Promise<NewTokens>,
): Promise<CachedTokens | undefined> {
  const draft = await draftFolder(folder)
  try {
    const { json, shapes } = await make(draft)
    await writeFile(join(draft, 'tokenizer.json'), json)
    await writeFile(join(draft, 'columns.json'), JSON.stringify(shapes))
    await putInPlace(draft, folder, columns)
  } catch (error) {
    if (isGone(error) && !existsSync(draft)) return undefined
    throw isFull(error) ? diskFull(dirname(folder)) : error
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return loadTokens(folder, columns)
}

/** Moves a complete draft into place. A folder that is there already is deleted only when it is incomplete: other processes may be reading from it. */
async function putInPlace(draft: string, folder: string, columns: readonly Column[]): Promise<void> {
  const move = () =>
    rename(draft, folder).then(
      () => true,
      error => {
        if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'EPERM') throw error
        return false
      },
    )
  if ((await move()) || (await loadTokens(folder, columns))) return // or another run has finished the same data meanwhile
  await rm(folder, { recursive: true, force: true })
  await move()
}

/** Undefined when the folder is missing or incomplete. */
async function loadTokens(folder: string, columns: readonly Column[]): Promise<CachedTokens | undefined> {
  try {
    const json = await readFile(join(folder, 'tokenizer.json'), 'utf8')
    const load = (part: Split) => openTokenTable(folder, part, columns)
    const tables = { train: await load('train'), validation: await load('validation'), test: await load('test') }
    await markInUse(folder)
    return { json, tables }
  } catch {
    return undefined // whatever is wrong with it, it is made again
  }
}

/** A new draft folder beside the final one. Deletes old drafts of processes that were killed. */
async function draftFolder(folder: string): Promise<string> {
  await sweep(dirname(folder))
  const draft = `${folder}.${randomUUID().slice(0, 8)}${draftSuffix}`
  await mkdir(draft, { recursive: true })
  return draft
}

const draftSuffix = '.part'
const day = 24 * 60 * 60 * 1000

async function sweep(home: string): Promise<void> {
  await mkdir(home, { recursive: true })
  for (const name of await readdir(home)) {
    if (!name.endsWith(draftSuffix)) continue
    const left = await stat(join(home, name)).catch(() => undefined) // another run may delete it first
    if (left && Date.now() - left.mtimeMs > day) await rm(join(home, name), { recursive: true, force: true })
  }
}

const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** EFBIG: the file system does not allow files of this size, as on memory sticks. */
const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(error.code))
