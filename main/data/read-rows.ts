import { createHash } from 'node:crypto'
import type { RowStream } from '../../core/block.ts'
import type { Source } from '../../core/plan/plan.ts'
import type { Reading } from './reading.ts'
import { readSample, unpackSample } from './samples.ts'
import { digestOf, readFiles } from './sources/read-files.ts'
import type { Texts } from './sources/texts.ts'

/** What a source holds, and a digest of it: the same data has the same digest, wherever it lies. */
export interface SourceRows {
  readonly rows: RowStream
  readonly digest: string
}

/** The rows of a source, in order. Throws problems when the data cannot be read, some of them not before the rows are. */
export async function readRows(source: Source, reading: Reading): Promise<SourceRows> {
  if (source.kind === 'sample') return sample(source.name)
  const digest = await digestOf(source, reading)
  const once = toldOnce(reading)
  return { rows: again(() => readFiles(source, once)), digest }
}

/** Warnings are told once, however often the rows are read. */
function toldOnce({ signal, report }: Reading): Reading {
  const told = new Set<string>()
  return {
    signal,
    report: said => {
      const words = JSON.stringify(said)
      if (said.t !== 'warn') return report(said)
      if (!told.has(words)) report(said)
      told.add(words)
    },
  }
}

const together = 512

const again = (read: () => AsyncIterable<readonly Texts[]> | Iterable<readonly Texts[]>): RowStream => ({
  async *[Symbol.asyncIterator]() {
    for await (const some of read()) yield some.map(texts => ({ texts, part: 'train' }) as const)
  },
})

async function sample(name: string) {
  const packed = await readSample(name)
  const texts = await unpackSample(packed)
  return { rows: again(() => inGroups(texts)), digest: createHash('sha256').update(packed).digest('hex') }
}

function* inGroups(texts: readonly Texts[]) {
  for (let i = 0; i < texts.length; i += together) yield texts.slice(i, i + together)
}
