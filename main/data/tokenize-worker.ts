// The program of a worker thread that turns rows into tokens: rows in, tokens or problems out, in the order of asking.
import { parentPort, workerData } from 'node:worker_threads'
import type { Row } from '../../core/block.ts'
import { Refusals } from '../../core/problem.ts'
import type { Told } from './crew.ts'
import { parts, type Recipe, rowEncoder } from './encode-rows.ts'

const encode = rowEncoder(workerData as Recipe)

parentPort?.on('message', (rows: readonly Row[]) => {
  try {
    const encoded = encode(rows)
    const columns = parts.flatMap(part => Object.values(encoded[part]))
    const moved = columns.flatMap(({ ids, marks }) => [ids.buffer as ArrayBuffer, marks.buffer as ArrayBuffer])
    parentPort?.postMessage({ encoded } satisfies Told, moved)
  } catch (error) {
    if (!(error instanceof Refusals)) throw error
    parentPort?.postMessage({ problems: error.problems } satisfies Told)
  }
})
