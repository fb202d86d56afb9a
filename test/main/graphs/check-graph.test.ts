import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { Block } from '../../../core/block/block.ts'
import type { Graph } from '../../../core/graph/graph.ts'
import { checkGraph } from '../../../main/graphs/check-graph.ts'
import { blocks } from '../../../nodes/index.ts'

const seq2seq: Graph = JSON.parse(readFileSync(join(import.meta.dirname, '../../../examples/seq2seq.patchbay'), 'utf8'))
const at = { home: tmpdir(), folderOf: (path: string) => resolve(path) }

/** The blocks, counting how often each is compiled and each network is built. */
function counted() {
  const counts: Record<string, number> = {}
  const count = <A extends readonly unknown[], R>(name: string, f: (...given: A) => R) => {
    return (...given: A): R => {
      counts[name] = (counts[name] ?? 0) + 1
      return f(...given)
    }
  }
  const all = [...blocks].map(([type, block]): [string, Block] => {
    const network = block.network && { ...block.network, build: count('build', block.network.build) }
    return [type, { ...block, compile: count(type, block.compile), ...(network ? { network } : {}) } as Block]
  })
  return { counts, blocks: new Map(all) }
}

test('one edit compiles each block once and builds the model once', async () => {
  const { counts, blocks } = counted()
  const { problems, planned } = await checkGraph(seq2seq, { ...at, blocks })
  expect(problems).toEqual([])
  expect(planned?.estimate.parameters).toBeGreaterThan(0)
  expect(Object.keys(planned?.facts ?? {})).not.toEqual([])
  expect(counts.build).toBe(1)
  expect(Object.values(counts).every(n => n === 1)).toBe(true)
})

test('a graph with problems has no plan', async () => {
  const { problems, planned } = await checkGraph({ ...seq2seq, wires: [] }, { ...at, blocks })
  expect(problems).not.toEqual([])
  expect(planned).toBeUndefined()
})
