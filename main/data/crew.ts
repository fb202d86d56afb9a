import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Row } from '../../core/block.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { type Encoded, type Recipe, rowEncoder } from './encode-rows.ts'

/** What a worker answers to rows. */
export type Told = { readonly encoded: Encoded } | { readonly problems: readonly Problem[] }

/** Turns rows into tokens, several groups of rows at once. */
export interface Crew {
  /** Groups that can be in work at once without one waiting for long. */
  readonly size: number
  encode(rows: readonly Row[]): Promise<Encoded>
  close(): Promise<void>
}

/** Below so many bytes of text, starting a worker takes longer than the work. */
const little = 500_000
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
  const workers = Array.from({ length: wanted }, () => hired(recipe))
  let turn = 0
  return {
    size: wanted,
    encode: rows => (workers[turn++ % wanted] as Hired).encode(rows),
    close: async () => void (await Promise.all(workers.map(({ end }) => end()))),
  }
}

function alone(recipe: Recipe): Crew {
  const encode = rowEncoder(recipe)
  return { size: 1, encode: async rows => encode(rows), close: async () => {} }
}

type Hired = ReturnType<typeof hired>

function hired(recipe: Recipe) {
  const worker = new Worker(program(), { workerData: recipe, resourceLimits: { maxYoungGenerationSizeMb: young } })
  const waiting: PromiseWithResolvers<Encoded>[] = []
  worker.on('message', (told: Told) => {
    const asked = waiting.shift()
    if ('encoded' in told) asked?.resolve(told.encoded)
    else asked?.reject(new Refusals(told.problems))
  })
  const fail = (error: unknown) => {
    for (const asked of waiting.splice(0)) asked.reject(error)
  }
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('crew: a worker ended early')))
  return {
    encode(rows: readonly Row[]): Promise<Encoded> {
      const asked = Promise.withResolvers<Encoded>()
      waiting.push(asked)
      worker.postMessage(rows)
      return asked.promise
    },
    end: () => worker.terminate(),
  }
}

/** The worker's program: beside this file in the source, and at the top of the bundle. */
function program(): string {
  const source = join(import.meta.dirname, 'tokenize-worker.ts')
  if (existsSync(source)) return source
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const bundled = join(folder, 'tokenize.js')
    if (existsSync(bundled)) return bundled
  }
  throw new Error(`crew: no tokenize.js above ${import.meta.dirname}`)
}
