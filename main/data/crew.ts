import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Row } from '../../core/block.ts'
import { type Encoded, type Recipe, rowEncoder } from './encode-rows.ts'
import { type Thread, thread } from './thread.ts'

const program = { source: join(import.meta.dirname, 'tokenize-worker.ts'), bundled: 'tokenize.js' }

/** Turns rows into tokens, several groups of rows at once. */
export interface Crew {
  /** Groups that can be in work at once without one waiting for long. */
  readonly size: number
  encode(rows: readonly Row[]): Promise<Encoded>
  close(): Promise<void>
}

/** Below so many bytes of text, workers take longer to start than they save. */
const little = 6_000_000
/** Text that occupies a worker for about half a second. */
const share = 4_000_000
/** Every worker holds a tokenizer and what it remembers of words. */
const most = 8

/** Memory for what is made and forgotten at once, MiB: V8 takes four times as much by itself and is no faster for it. */
const young = 24

/** As many workers as the processor has cores and the text is worth; none for little text. They run no model, so they may be ended at any time. */
export function crew(recipe: Recipe, bytes: number): Crew {
  if (bytes < little) return alone(recipe)
  const wanted = Math.min(availableParallelism(), most, Math.ceil(bytes / share))
  const workers = Array.from({ length: wanted }, () =>
    thread<readonly Row[], Encoded>(program, recipe, { maxYoungGenerationSizeMb: young }),
  )
  let turn = 0
  return {
    size: wanted,
    encode: rows => (workers[turn++ % wanted] as Thread<readonly Row[], Encoded>).ask(rows),
    close: async () => void (await Promise.all(workers.map(({ end }) => end()))),
  }
}

function alone(recipe: Recipe): Crew {
  const encode = rowEncoder(recipe)
  return { size: 1, encode, close: async () => {} }
}
