// Plans for the tests of data: a chain of blocks up to the batches, with a small training behind it.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TokenColumn, TokenTable } from '../../../core/data/batch.ts'
import type { BlockUse, Plan, PortValues } from '../../../core/plan/plan.ts'
import { blocks } from '../../../nodes/index.ts'

export { blocks }

export type Chain = readonly (readonly [block: string, params?: Readonly<Record<string, unknown>>])[]

/** Compiles blocks wired one after the other, with their defaults where nothing is given. */
export function batches(...chain: Chain): PortValues['batches'] {
  let values: Readonly<Record<string, unknown>> = {}
  for (const [id, params = {}] of chain) {
    const block = blocks.get(id)
    if (!block) throw new Error(`batches: no block '${id}'`)
    values = block.compile(values as never, block.params.parse(params) as never)
  }
  return values.batches as PortValues['batches']
}

const nothing: BlockUse = { block: 'none', params: {} }

export const planOf = (batches: PortValues['batches'], batchSize = 4): Plan => ({
  format: 'patchbay-plan/1',
  name: 'Test',
  batches,
  objective: { ...nothing, task: batches.task, network: { ...nothing, kind: 'decoder' } },
  optimizer: {
    kind: 'adamw',
    learningRate: 1e-3,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0,
    clip: 1,
    schedule: { shape: 'constant', warmup: 0, floor: 0 },
  },
  training: {
    steps: 1,
    batchSize,
    accumulate: 1,
    evaluateEvery: 1,
    evaluationBatches: 1,
    checkpointEvery: 1,
    seed: 0,
    device: 'cpu',
  },
})

/** All that a column holds, to be compared with another. */
export function contents(column: TokenColumn | undefined) {
  if (!column) throw new Error('contents: there is no such column')
  const [ids, marks] = [new Int32Array(column.length), new Uint8Array(column.length)]
  column.read(0, ids)
  column.readBoundaryMarks?.(0, marks)
  return { ids, marks, starts: Array.from({ length: column.rows + 1 }, (_, row) => column.start(row)) }
}

/** The same of all columns of a table. */
export const everything = ({ columns }: TokenTable) =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, contents(column)]))

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'patchbay-data-'))
