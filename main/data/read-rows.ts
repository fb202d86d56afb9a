import { createHash } from 'node:crypto'
import { find, type RowStream } from '../../core/block.ts'
import type { JoinedSource, Source } from '../../core/plan/plan.ts'
import { blocks } from '../../nodes/index.ts'
import { changed } from './changed-rows.ts'
import type { Reading } from './reading.ts'
import { readSample, unpackSample } from './samples.ts'
import { type FileRow, filesOf, readFiles } from './sources/read-files.ts'
import type { Texts } from './sources/texts.ts'

/** What a source holds, and a digest of it: the same data has the same digest, wherever it lies. */
export interface SourceRows {
  readonly rows: RowStream
  readonly digest: string
  /** About how much there is to read. */
  readonly bytes: number
  /** Throws a problem when the source is not what it was when the digest was taken. */
  unchanged(): Promise<void>
}

/** The rows of a source, in order. Throws problems when the data cannot be read, some of them not before the rows are. */
export async function readRows(source: Source, reading: Reading): Promise<SourceRows> {
  if (source.kind === 'sample') return sample(source.name)
  if (source.kind === 'join') return { ...(await factsOf(source, reading)), rows: rowsOf(source, reading) }
  return { ...(await filesOf(source, reading)), rows: rowsOf(source, reading) }
}

/** The same without a look at all of the source, for who needs its beginning only. */
export function rowsOf(source: Source, reading: Reading): RowStream {
  if (source.kind === 'join') return joined(source, reading)
  const once = toldOnce(reading)
  return again(async function* () {
    if (source.kind === 'sample') yield* inGroups(await unpackSample(await readSample(source.name)))
    else yield* readFiles(source, once)
  })
}

async function factsOf({ join, parts }: JoinedSource, reading: Reading): Promise<Omit<SourceRows, 'rows'>> {
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

function joined({ join, parts }: JoinedSource, reading: Reading): RowStream {
  const streams = Object.entries(parts).map(
    ([name, rows]) => [name, changed(rowsOf(rows.source, reading), rows, blocks)] as const,
  )
  const block = find(blocks, join)
  if (!block.join) throw new Error(`joined: '${join.block}' joins nothing`)
  return block.join(Object.fromEntries(streams), block.params.parse(join.params) as never)
}

/** Warnings are told once, however often the rows are read. */
function toldOnce({ report, ...reading }: Reading): Reading {
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

/** Characters of a sample that go from hand to hand together. */
const together = 100_000

const again = (read: () => AsyncIterable<readonly FileRow[]> | Iterable<readonly FileRow[]>): RowStream => ({
  async *[Symbol.asyncIterator]() {
    for await (const some of read()) yield some.map(row => ({ ...row, part: 'train' }) as const)
  },
})

async function sample(name: string): Promise<SourceRows> {
  const packed = await readSample(name)
  const texts = await unpackSample(packed)
  return {
    rows: again(() => inGroups(texts)),
    digest: createHash('sha256').update(packed).digest('hex'),
    bytes: texts.reduce((sum, row) => sum + lettersIn(row), 0),
    unchanged: async () => {},
  }
}

/** Characters of all columns. */
export function lettersIn(texts: Texts): number {
  let letters = 0
  for (const name in texts) letters += texts[name]?.length ?? 0
  return letters
}

function* inGroups(all: readonly Texts[]): Generator<readonly FileRow[]> {
  const rows = all.map(texts => ({ texts }))
  let [from, letters] = [0, 0]
  for (const [i, { texts }] of rows.entries()) {
    letters += lettersIn(texts)
    if (letters < together) continue
    yield rows.slice(from, i + 1)
    ;[from, letters] = [i + 1, 0]
  }
  if (from < rows.length) yield rows.slice(from)
}
