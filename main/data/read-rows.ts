import { createHash } from 'node:crypto'
import type { RowStream } from '../../core/block.ts'
import type { Source } from '../../core/plan/plan.ts'
import { readFiles } from './files.ts'
import type { Reading } from './reading.ts'
import { readSample, unpackSample } from './samples.ts'

/** What a source holds, and a digest of it: the same data has the same digest, wherever it lies. */
export interface SourceRows {
  readonly rows: RowStream
  readonly digest: string
}

/** The rows of a source, in order. Throws problems when the data cannot be read. */
export async function readRows(source: Source, reading: Reading): Promise<SourceRows> {
  const { texts, digest } = source.kind === 'sample' ? await sample(source.name) : await readFiles(source, reading)
  return { rows: inGroups(texts), digest }
}

const together = 512

const inGroups = (texts: readonly Record<string, string>[]): RowStream => ({
  async *[Symbol.asyncIterator]() {
    for (let i = 0; i < texts.length; i += together)
      yield texts.slice(i, i + together).map(columns => ({ texts: columns, part: 'train' }) as const)
  },
})

async function sample(name: string) {
  const packed = await readSample(name)
  return { texts: await unpackSample(packed), digest: createHash('sha256').update(packed).digest('hex') }
}
