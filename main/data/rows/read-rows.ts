import { createHash } from 'node:crypto'
import type { RowStream } from '../../../core/block/abilities.ts'
import { requireBlock } from '../../../core/block/block.ts'
import type { JoinedSource, Source } from '../../../core/plan/plan.ts'
import { blocks } from '../../../nodes/index.ts'
import type { ReadContext, TextRow } from '../readers/read-context.ts'
import type { FileRow } from './read-files.ts'
import { readFiles, readSourceFacts } from './read-files.ts'
import { applyRowSteps } from './row-steps.ts'
import { readSample, unpackSample } from './samples.ts'

/** The rows of a source and their digest: the same data has the same digest, wherever it is stored. */
export interface SourceRows {
  readonly rows: RowStream
  readonly digest: string
  /** The approximate size of all rows, in bytes of text. */
  readonly bytes: number
  /** Throws a problem when the source has changed since the digest was taken. */
  unchanged(): Promise<void>
}

/** Opens the rows of a source, in order. Throws problems when the data cannot be read; some occur only when the rows are read. */
export async function readRows(source: Source, reading: ReadContext): Promise<SourceRows> {
  if (source.kind === 'sample') return readSampleSource(source.name)
  if (source.kind === 'join') return { ...(await joinedFacts(source, reading)), rows: streamRows(source, reading) }
  return { ...(await readSourceFacts(source, reading)), rows: streamRows(source, reading) }
}

/** The rows without reading all of the source for its digest, for callers that need only the beginning. */
export function streamRows(source: Source, reading: ReadContext): RowStream {
  if (source.kind === 'join') return joinedRows(source, reading)
  const once = reportWarningsOnce(reading)
  return restartable(async function* () {
    if (source.kind === 'sample') yield* inGroups(await unpackSample(await readSample(source.name)))
    else yield* readFiles(source, once)
  })
}

async function joinedFacts({ join, parts }: JoinedSource, reading: ReadContext): Promise<Omit<SourceRows, 'rows'>> {
  const found: SourceRows[] = []
  for (const { source } of Object.values(parts)) found.push(await readRows(source, reading))
  const steps = Object.entries(parts).map(([name, { steps }]) => [name, steps])
  const identity = JSON.stringify([join, steps, found.map(({ digest }) => digest)])
  return {
    digest: createHash('sha256').update(identity).digest('hex'),
    bytes: found.reduce((sum, { bytes }) => sum + bytes, 0),
    unchanged: async () => void (await Promise.all(found.map(part => part.unchanged()))),
  }
}

function joinedRows({ join, parts }: JoinedSource, reading: ReadContext): RowStream {
  const streams = Object.entries(parts).map(
    ([name, rows]) => [name, applyRowSteps(streamRows(rows.source, reading), rows, blocks)] as const,
  )
  const block = requireBlock(blocks, join)
  if (!block.join) throw new Error(`joinedRows: block '${join.block}' has no join`)
  return block.join(Object.fromEntries(streams), block.params.parse(join.params) as never)
}

/** Each warning is reported once, however often the rows are read. */
function reportWarningsOnce({ report, ...reading }: ReadContext): ReadContext {
  const told = new Set<string>()
  return {
    ...reading,
    report: said => {
      const words = JSON.stringify(said)
      if (said.t !== 'warn') return report(said)
      if (!told.has(words)) report(said)
      told.add(words)
    },
  }
}

/** Characters in a group of rows of a sample dataset. */
const sampleGroupCharacters = 100_000

const restartable = (read: () => AsyncIterable<readonly FileRow[]> | Iterable<readonly FileRow[]>): RowStream => ({
  async *[Symbol.asyncIterator]() {
    for await (const some of read()) yield some.map(row => ({ ...row, part: 'train' }) as const)
  },
})

async function readSampleSource(name: string): Promise<SourceRows> {
  const packed = await readSample(name)
  const texts = await unpackSample(packed)
  return {
    rows: restartable(() => inGroups(texts)),
    digest: createHash('sha256').update(packed).digest('hex'),
    bytes: texts.reduce((sum, row) => sum + characterCount(row), 0),
    unchanged: async () => {},
  }
}

/** The number of characters in all columns. */
export function characterCount(texts: TextRow): number {
  let letters = 0
  for (const name in texts) letters += texts[name]?.length ?? 0
  return letters
}

function* inGroups(all: readonly TextRow[]): Generator<readonly FileRow[]> {
  const rows = all.map(texts => ({ texts }))
  let [from, letters] = [0, 0]
  for (const [i, { texts }] of rows.entries()) {
    letters += characterCount(texts)
    if (letters < sampleGroupCharacters) continue
    yield rows.slice(from, i + 1)
    ;[from, letters] = [i + 1, 0]
  }
  if (from < rows.length) yield rows.slice(from)
}
