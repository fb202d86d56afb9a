import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { extname, join, relative, resolve } from 'node:path'
import type { Source } from '../../core/plan/plan.ts'
import { text } from '../../core/text.ts'
import { binaryFile, emptyFile, emptyFolder, missingFile, noPermission, tooLarge } from './data-problems.ts'
import { decodeText } from './decode-text.ts'
import type { Reading } from './reading.ts'
import { rowsOfText } from './rows-of-text.ts'

type Files = Extract<Source, { kind: 'files' }>

/** Which files of a folder are read, by format. */
const kindsByFormat: Readonly<Record<string, readonly string[]>> = {
  pairs: ['.txt', '.tsv'],
  scores: ['.txt', '.tsv'],
  labels: ['.txt', '.tsv'],
  tags: ['.txt', '.tsv'],
  questions: ['.jsonl', '.ndjson'],
}
const kindsOfText = ['.txt', '.md']

/** The rows of a file, or of all text files in a folder, in the order of their names. */
export async function readFiles(source: Files, { signal, report }: Reading) {
  const root = resolve(source.path.replace(/^~(?=$|[/\\])/, homedir()))
  const paths = await listFiles(root, kindsByFormat[source.format] ?? kindsOfText)
  const hash = createHash('sha256').update(source.format)
  const texts: Record<string, string>[] = []
  for (const [i, path] of paths.entries()) {
    signal?.throwIfAborted()
    report({ t: 'phase', phase: 'read', done: i, total: paths.length })
    const bytes = await readWhole(path)
    hash.update(`${relative(root, path)}\0${bytes.length}\0`).update(bytes)
    for (const row of rowsOfText(source.format, decoded(path, bytes, report), path)) texts.push(row)
  }
  if (texts.length === 0) throw emptyFile(root)
  return { texts, digest: hash.digest('hex') }
}

async function listFiles(root: string, kinds: readonly string[]): Promise<string[]> {
  const found = await stat(root).catch(error => explain(error, root))
  if (!found.isDirectory()) return [root]
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(error => explain(error, root))
  const paths = entries
    .filter(entry => entry.isFile() && kinds.includes(extname(entry.name).toLowerCase()))
    .map(entry => join(entry.parentPath, entry.name))
  if (paths.length === 0) throw emptyFolder(root, kinds)
  return paths.sort()
}

/** A text longer than about 500 million characters does not fit into one string. */
const largest = 400 * 2 ** 20

async function readWhole(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path)
    if (size > largest) throw tooLarge(path, Math.round(size / 2 ** 20), largest / 2 ** 20)
    return await readFile(path)
  } catch (error) {
    return explain(error, path)
  }
}

function decoded(path: string, bytes: Buffer, report: Reading['report']): string {
  const result = decodeText(bytes)
  if (!result) throw binaryFile(path)
  if (result.guessed)
    report({
      t: 'warn',
      code: 'guessed-encoding',
      message: text(
        `“${path}” is not UTF-8; it was read as ${result.encoding}. If letters look wrong, save it as UTF-8.`,
        `“${path}”不是 UTF-8 编码，已按 ${result.encoding} 读取。若文字显示有误，请另存为 UTF-8。`,
      ),
    })
  return result.text
}

function explain(error: unknown, path: string): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') throw missingFile(path)
  if (code === 'EACCES' || code === 'EPERM') throw noPermission(path)
  throw error
}
