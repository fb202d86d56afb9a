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
  /** What an encoder reads, and the most that it can. */
  readonly source?: { readonly ids: readonly number[]; readonly limit: number } | undefined
}

interface Went {
  readonly state: TextState
  /** One array per text. */
  readonly scores: readonly Float32Array[]
}

/** Reads texts and remembers what it read. */
export interface Reader {
  /** Reads a text whole. */
  begin(text: readonly number[]): Promise<Went>
  /** Reads one token more of each text, at the same place in all. The state before must not be used again. */
  goOn(state: TextState, ids: readonly number[], place: number): Promise<Went>
}

/** Undefined when the network has no memory of what it read. */
export function reader(network: Network, { programs, limit, pad, source }: ReaderOptions): Reader | undefined {
  const width = source && paddedSize(source.ids.length, source.limit)
  const known = new Map<string, NextScores | undefined>()
  const next = (texts: number, tokens: number, begins: boolean) => {
    const name = ['next', texts, tokens, begins, limit, width].join()
    if (!known.has(name)) known.set(name, nextScores(network, { texts, tokens, length: limit, source: width }, begins))
    const found = known.get(name)
    return found && { ...found, run: programs.run.bind(programs, name, () => found.program) }
  }
  const sure = (...asked: Parameters<typeof next>) => next(...asked) as NonNullable<ReturnType<typeof next>>
  if (!next(1, paddedSize(1, limit), true)) return undefined
  const constant: Arrays =
    source && width ? { ids: padded(source.ids, width, pad), mask: ones(source.ids.length, width) } : {}
  return {
    async begin(text) {
      const tokens = paddedSize(text.length, limit)
      const { run, growing, carried, kept } = sure(1, tokens, true)
      const state = new Map([...growing].map(([name, shape]) => [name, zeros(shape)]))
      const results = await run({
        arrays: { ...constant, ...at(padded(text, tokens, pad), 0, tokens), last: Int32Array.of(text.length - 1) },
        values: Object.fromEntries(state),
        fetches: { logits: null, ...inPlace(state), ...anew([...kept.keys(), ...[...carried.keys()].map(grown)]) },
      })
      const keeps = [...kept.keys()].map(name => [name, results[name] as Value] as const)
      const begun = {
        texts: 1,
        growing: state,
        carried: left(carried.keys(), results),
        kept: Object.fromEntries(keeps),
      }
      return { state: begun, scores: rows(results.logits, 1) }
    },
    async goOn(state, ids, place) {
      const { texts, growing, carried, kept } = state
      const results = await sure(texts, 1, false).run({
        arrays: { ...constant, ...at(Int32Array.from(ids), place, 1), last: Int32Array.from(ids.keys()) },
        values: { ...Object.fromEntries([...growing, ...carried]), ...kept },
        fetches: { logits: null, ...inPlace(growing), ...anew([...carried.keys()].map(grown)) },
      })
      return { state: { ...state, carried: left(carried.keys(), results) }, scores: rows(results.logits, texts) }
    },
  }
}

const ones = (count: number, length: number) => Int32Array.from({ length }, (_, i) => (i < count ? 1 : 0))
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
