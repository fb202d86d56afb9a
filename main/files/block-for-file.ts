import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Block, Blocks } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { openDataFiles } from '../data/readers/archives/open-data-files.ts'
import { contentExtension, isPattern, listFiles, resolveUserPath } from '../data/readers/files/list-files.ts'
import type { DataFile } from '../data/readers/read-context.ts'
import { decodeBeginning, extensionByContent, extensionOfText, readBeginning } from './detect-file-kind.ts'
import { throwFileProblem, throwSystemProblem } from './file-problem.ts'

/** The block that reads a file, a folder or an archive, and its parameters. Throws Refusals when there is none. */
export async function blockForFile(path: string, blocks: Blocks): Promise<FileBlock> {
  const full = resolveUserPath(path)
  const openers = new Map(
    [...blocks.values()].flatMap(({ id, fileExtensions: opens = [] }) => opens.map(kind => [kind, id] as const)),
  )
  const named = openers.get(basename(full))
  const kinds = named === undefined ? await extensionsIn(full, [...openers.keys()]) : [basename(full)]
  const type = kinds.map(kind => openers.get(kind)).find(found => found !== undefined)
  const block = blocks.get(type ?? '')
  return block ? { type: block.id, params: { path: full, ...(await sniffedParams(block, full)) } } : unknown(full)
}

interface FileBlock {
  readonly type: string
  readonly params: Readonly<Record<string, unknown>>
}

/** The parameters that a block derives from the beginning of a single file. */
async function sniffedParams({ sniffParams: suits }: Block, path: string): Promise<object> {
  const found = await stat(path).catch(() => undefined) // a pattern is no file
  if (!suits || !found || found.isDirectory()) return {}
  const [first, second] = await firstFiles(path, [contentExtension(path)], 2)
  const words = first && !second ? decodeBeginning(await readBeginning(first.bytes())) : undefined
  return words === undefined ? {} : suits(words)
}

/**
 * The extensions of the files at a path, the most frequent first; for a file with an unknown extension, the one that its content suggests.
 * A pattern without known extensions stands for text files.
 */
async function extensionsIn(path: string, known: readonly string[]): Promise<readonly string[]> {
  const found = await stat(path).catch(error => (isPattern(path) ? undefined : throwSystemProblem(error, path)))
  if (!found || found.isDirectory()) {
    const kinds = byFrequency((await listFiles(path, known)).map(contentExtension))
    return found || kinds.some(kind => known.includes(kind)) ? kinds : ['.txt']
  }
  const [first] = await firstFiles(path, known)
  if (!first) return []
  if (known.includes(first.kind) && first.kind !== '.txt') return [first.kind]
  const beginning = await readBeginning(first.bytes())
  const kind = first.kind === '.txt' ? first.kind : extensionByContent(beginning)
  return [kind === '.txt' ? extensionOfText(beginning) : kind]
}

async function firstFiles(path: string, known: readonly string[], most = 1) {
  const found: DataFile[] = []
  for await (const file of openDataFiles(path, known)) if (found.push(file) >= most) break
  return found
}

function byFrequency(kinds: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
}

const unknown = (path: string): never =>
  throwFileProblem(
    'unknown-file',
    path,
    text('“{path}” is not a file type that can be used for training.', '“{path}”不是可用于训练的文件类型。'),
    text(
      'Use text (.txt, .md), a table (.csv, .tsv, .xlsx, .json, .jsonl, .parquet, .arrow, .sqlite), or an archive of these.',
      '请使用文本（.txt、.md）、表格（.csv、.tsv、.xlsx、.json、.jsonl、.parquet、.arrow、.sqlite）或它们的压缩文件。',
    ),
  )
