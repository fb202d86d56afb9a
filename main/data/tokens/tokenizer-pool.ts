import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Row } from '../../../core/block/abilities.ts'
import { startWorkerThread, type WorkerThread } from '../../process/worker-thread.ts'
import { type EncodedRows, type RowEncoderConfig, rowEncoder } from './encode-rows.ts'

const program = { source: join(import.meta.dirname, 'tokenize-worker.ts'), bundled: 'tokenize.js' }

/** Turns rows into tokens, several groups of rows at once. */
export interface TokenizerPool {
  /** Groups that are encoded in parallel. */
  readonly size: number
  encode(rows: readonly Row[]): Promise<EncodedRows>
  close(): Promise<void>
}

/** Bytes of text below which workers take longer to start than they save. */
const minTextForWorkers = 6_000_000
/** Bytes of text that keep a worker busy for about half a second. */
const textPerWorker = 4_000_000
/** Workers at most: each holds a tokenizer and its word cache. */
const maxWorkers = 8

/** Memory for short-lived objects of a worker, MiB: V8's default is four times as much and no faster. */
const youngGenerationMiB = 24

/** As many workers as there are processor cores and the amount of text justifies; none for little text. They run no model, so they can be terminated at any time. */
export function tokenizerPool(recipe: RowEncoderConfig, bytes: number): TokenizerPool {
  if (bytes < minTextForWorkers) return inlineTokenizer(recipe)
  const wanted = Math.min(availableParallelism(), maxWorkers, Math.ceil(bytes / textPerWorker))
  const workers = Array.from({ length: wanted }, () =>
    startWorkerThread<readonly Row[], EncodedRows>(program, recipe, { maxYoungGenerationSizeMb: youngGenerationMiB }),
  )
  let turn = 0
  return {
    size: wanted,
    encode: rows => (workers[turn++ % wanted] as WorkerThread<readonly Row[], EncodedRows>).ask(rows),
    close: async () => void (await Promise.all(workers.map(({ end }) => end()))),
  }
}

function inlineTokenizer(recipe: RowEncoderConfig): TokenizerPool {
  const encode = rowEncoder(recipe)
  return { size: 1, encode, close: async () => {} }
}
