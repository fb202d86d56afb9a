import { Tensor as Value } from 'onnxruntime-node'
import type { Arrays } from '../../../core/batch.ts'
import { grown } from '../../../core/nn/cache.ts'
import type { Network } from '../../../core/nn/network.ts'
import { type NextScores, nextScores } from '../../../core/predict/next-scores.ts'
import { product, type Shape } from '../../../core/tensor/shape.ts'
import { padded, paddedSize } from './padded.ts'
import type { Programs } from './programs-over.ts'
import type { Values } from './session.ts'
import type { TextState } from './text-state.ts'

export interface ReaderOptions {
  readonly programs: Programs
  /** Most tokens that the network sees of a text. */
  readonly limit: number
  readonly pad: number
  readonly sources?: Sources | undefined
}

/** What an encoder reads: one source per text, or one for all; and the most tokens that it can. */
export interface Sources {
  readonly texts: readonly (readonly number[])[]
  readonly limit: number
}

interface Went {
  readonly state: TextState
  /** One array per text. */
  readonly scores: readonly Float32Array[]
}

/** Reads texts and remembers what it read. */
export interface Reader {
  /** Reads texts of one length whole, each written from the source that `sources` names (none for a decoder alone). */
  begin(texts: readonly (readonly number[])[], sources: readonly number[]): Promise<Went>
  /** Reads one token more of each text, at the same place in all. The state before must not be used again. */
  goOn(state: TextState, ids: readonly number[], place: number): Promise<Went>
}

/** Undefined when the network has no memory of what it read. */
export function reader(network: Network, { programs, limit, pad, sources }: ReaderOptions): Reader | undefined {
  const reads = sources && encoderInput(sources, pad)
  const known = new Map<string, NextScores | undefined>()
  const next = (texts: number, tokens: number, count: number, begins: boolean) => {
    const source = reads && { tokens: reads.width, count }
    const name = ['next', texts, tokens, count, begins, limit, reads?.width].join()
    if (!known.has(name)) known.set(name, nextScores(network, { texts, tokens, length: limit, source }, begins))
    const found = known.get(name)
    return found && { ...found, run: programs.run.bind(programs, name, () => found.program) }
  }
  const sure = (...asked: Parameters<typeof next>) => next(...asked) as NonNullable<ReturnType<typeof next>>
  if (!next(1, 1, 1, true)) return undefined
  return {
    async begin(texts, sources) {
      const count = texts.length
      const length = (texts[0] as readonly number[]).length
      const tokens = length === 1 ? 1 : paddedSize(length, limit) // decoders begin with one token
      const { run, growing, carried, kept } = sure(count, tokens, count, true)
      const state = new Map([...growing].map(([name, shape]) => [name, zeros(shape)]))
      const ids = Int32Array.from(texts.flatMap(text => [...padded(text, tokens, pad)]))
      const last = Int32Array.from(texts, (_, i) => i * tokens + length - 1)
      const results = await run({
        arrays: { ...reads?.of(sources), ...at(ids, 0, tokens), last },
        values: Object.fromEntries(state),
        fetches: { logits: null, ...inPlace(state), ...anew([...kept.keys(), ...[...carried.keys()].map(grown)]) },
      })
      const given = new Map([...kept.keys()].map(name => [name, results[name] as Value]))
      const begun = { texts: count, sources, growing: state, carried: left(carried.keys(), results), kept: given }
      return { state: begun, scores: rows(results.logits, count) }
    },
    async goOn(state, ids, place) {
      const { texts, sources, growing, carried, kept } = state
      const results = await sure(texts, 1, sources.length, false).run({
        arrays: { ...reads?.of(sources), ...at(Int32Array.from(ids), place, 1), last: Int32Array.from(ids.keys()) },
        values: Object.fromEntries([...growing, ...carried, ...kept]),
        fetches: { logits: null, ...inPlace(growing), ...anew([...carried.keys()].map(grown)) },
      })
      return { state: { ...state, carried: left(carried.keys(), results) }, scores: rows(results.logits, texts) }
    },
  }
}

/** Sources filled up to one width, as feeds of the encoder. */
function encoderInput({ texts, limit }: Sources, pad: number) {
  const width = paddedSize(Math.max(...texts.map(text => text.length)), limit)
  const all = texts.map(text => ({
    ids: padded(text, width, pad),
    mask: padded(
      text.map(() => 1),
      width,
      0,
    ),
  }))
  const joined = (sources: readonly number[], of: 'ids' | 'mask') => {
    const feed = new Int32Array(sources.length * width)
    for (const [i, source] of sources.entries()) feed.set((all[source] as (typeof all)[number])[of], i * width)
    return feed
  }
  return {
    width,
    of: (sources: readonly number[]): Arrays => ({ ids: joined(sources, 'ids'), mask: joined(sources, 'mask') }),
  }
}

const zeros = (shape: Shape) => new Value('float32', new Float32Array(product(shape)), shape)
const at = (ids: Int32Array, place: number, tokens: number) => ({
  new: ids,
  places: Int32Array.from({ length: tokens }, (_, i) => place + i),
})
const anew = (names: readonly string[]) => Object.fromEntries(names.map(name => [name, null]))
const left = (names: Iterable<string>, results: Values) =>
  new Map(Array.from(names, name => [name, results[grown(name)] as Value] as const))
/** The new state goes where the old one was. */
const inPlace = (growing: TextState['growing']) =>
  Object.fromEntries([...growing].map(([name, value]) => [grown(name), value]))

function rows(logits: Value | undefined, count: number): Float32Array[] {
  const all = logits?.data as Float32Array
  const V = all.length / count
  return Array.from({ length: count }, (_, i) => all.slice(i * V, (i + 1) * V))
}
