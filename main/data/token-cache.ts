import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { marksOf, type TokenColumn, type TokenTable } from '../../core/batch.ts'
import type { Column } from '../../core/plan/plan.ts'
import type { Part, Tables } from './tokenize.ts'

export interface Tokenised {
  readonly json: string
  readonly tables: Tables
}

/** Length of each file, so that one cut short by a crash or a full disk is noticed. */
type Sizes = Readonly<Record<string, number>>

const parts: readonly Part[] = ['train', 'validation']

/** HOME/tokens/<hash>: the place of data tokenised in one particular way. Deleting it costs time, nothing else. */
export const cacheFolder = (home: string, ...identity: readonly unknown[]): string =>
  join(home, 'tokens', createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32))

/** What the folder holds; undefined when it is not there or not whole. */
export async function loadTokens(folder: string, columns: readonly Column[]): Promise<Tokenised | undefined> {
  try {
    const sizes = JSON.parse(await readFile(join(folder, 'sizes.json'), 'utf8')) as Sizes
    const read = async (name: string) => {
      const bytes = await readFile(join(folder, name))
      if (bytes.length !== sizes[name])
        throw new Error(`loadTokens: ${name} has ${bytes.length} bytes, not ${sizes[name]}`)
      return bytes
    }
    const [train, validation] = await Promise.all(parts.map(part => loadTable(part, columns, read)))
    const json = (await read('tokenizer.json')).toString('utf8')
    return train && validation && { json, tables: { train, validation } }
  } catch {
    return undefined // whatever is wrong with it, it is made again
  }
}

async function loadTable(
  part: Part,
  columns: readonly Column[],
  read: (name: string) => Promise<Buffer>,
): Promise<TokenTable> {
  const load = async (column: Column): Promise<TokenColumn> => ({
    ids: new Int32Array(aligned(await read(`${part}-${column}.ids`))),
    starts: new Float64Array(aligned(await read(`${part}-${column}.starts`))),
    marks: new Uint8Array(aligned(await read(`${part}-${column}.marks`))),
  })
  return { columns: Object.fromEntries(await Promise.all(columns.map(async c => [c, await load(c)] as const))) }
}

const aligned = ({ buffer, byteOffset, length }: Buffer) => buffer.slice(byteOffset, byteOffset + length)

/** Writes beside and renames, so that a folder that exists is whole. */
export async function saveTokens(folder: string, { json, tables }: Tokenised): Promise<void> {
  const draft = await draftFolder(folder)
  const sizes: Record<string, number> = {}
  const write = async (name: string, bytes: Uint8Array) => {
    sizes[name] = bytes.byteLength
    await writeFile(join(draft, name), bytes)
  }
  await write('tokenizer.json', Buffer.from(json))
  for (const part of parts)
    for (const [name, column] of Object.entries(tables[part].columns)) {
      await write(`${part}-${name}.ids`, bytesOf(column.ids))
      await write(`${part}-${name}.starts`, bytesOf(column.starts))
      await write(`${part}-${name}.marks`, column.marks ?? new Uint8Array(column.ids.length).fill(marksOf.word))
    }
  await writeFile(join(draft, 'sizes.json'), JSON.stringify(sizes))
  await rm(folder, { recursive: true, force: true })
  await rename(draft, folder).catch(async error => {
    await rm(draft, { recursive: true, force: true })
    // Another run may have finished the same data in the meantime.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'EPERM') throw error
  })
}

/** A new folder beside the one that is to be. Takes away what runs that were killed have left there. */
export async function draftFolder(folder: string): Promise<string> {
  await sweep(dirname(folder))
  const draft = `${folder}.${randomUUID().slice(0, 8)}${unfinished}`
  await mkdir(draft, { recursive: true })
  return draft
}

const unfinished = '.part'
const day = 24 * 60 * 60 * 1000

async function sweep(home: string): Promise<void> {
  await mkdir(home, { recursive: true })
  for (const name of await readdir(home)) {
    if (!name.endsWith(unfinished)) continue
    const left = await stat(join(home, name)).catch(() => undefined) // another run may take it away first
    if (left && Date.now() - left.mtimeMs > day) await rm(join(home, name), { recursive: true, force: true })
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array | Float64Array) =>
  new Uint8Array(buffer, byteOffset, byteLength)
