import { Tensor as Value } from 'onnxruntime-node'
import type { Arrays } from '../../../../core/data/batch.ts'
import { updatedName } from '../../../../core/nn/kv-cache.ts'
import type { Network } from '../../../../core/nn/network.ts'
import { type IncrementalProgram, incrementalProgram } from '../../../../core/predict/incremental-program.ts'
import { product, type Shape } from '../../../../core/tensor/shape.ts'
import type { ProgramCache } from '../../onnx/program-cache.ts'
import type { OrtValues } from '../../onnx/session.ts'
import type { DecoderState } from './decoder-state.ts'
import { paddedSize, padTo } from './padding.ts'

export interface IncrementalDecoderOptions {
  readonly programs: ProgramCache
  /** Most tokens that the network sees of a text. */
  readonly limit: number
  readonly pad: number
  readonly sources?: EncoderSources | undefined
}

/** What an encoder reads: one source per text, or one for all; and the most tokens that it can. */
export interface EncoderSources {
  readonly texts: readonly (readonly number[])[]
  readonly limit: number
}

interface DecodingResult {
  readonly state: DecoderState
  /** One array per text. */
  readonly scores: readonly Float32Array[]
}

/** Reads texts and remembers what it read. */
export interface IncrementalDecoder {
  /** Reads texts of one length whole, each written from the source that `sources` names (none for a decoder alone). */
  prefill(texts: readonly (readonly number[])[], sources: readonly number[]): Promise<DecodingResult>
  /** Reads one token more of each text, at the same place in all. The state before must not be used again. */
  decodeNext(state: DecoderState, ids: readonly number[], place: number): Promise<DecodingResult>
}

/** Undefined when the network has no memory of what it read. */
export function createIncrementalDecoder(
  network: Network,
  { programs, limit, pad, sources }: IncrementalDecoderOptions,
): IncrementalDecoder | undefined {
  const reads = sources && encoderInput(sources, pad)
  const known = new Map<string, IncrementalProgram | undefined>()
  const next = (texts: number, tokens: number, count: number, begins: boolean) => {
    const source = reads && { tokens: reads.width, count }
    const name = ['next', texts, tokens, count, begins, limit, reads?.width].join()
    if (!known.has(name)) known.set(name, incrementalProgram(network, { texts, tokens, length: limit, source }, begins))
    const found = known.get(name)
    return found && { ...found, run: programs.run.bind(programs, name, () => found.program) }
  }
  const sure = (...asked: Parameters<typeof next>) => next(...asked) as NonNullable<ReturnType<typeof next>>
  if (!next(1, 1, 1, true)) return undefined
  return {
    async prefill(texts, sources) {
      const count = texts.length
      const length = (texts[0] as readonly number[]).length
      const tokens = length === 1 ? 1 : paddedSize(length, limit) // decoders begin with one token
      const { run, keyValues, recurrentStates, staticValues } = sure(count, tokens, count, true)
      const state = new Map([...keyValues].map(([name, shape]) => [name, zeros(shape)]))
      const ids = Int32Array.from(texts.flatMap(text => [...padTo(text, tokens, pad)]))
      const last = Int32Array.from(texts, (_, i) => i * tokens + length - 1)
      const results = await run({
        arrays: { ...reads?.of(sources), ...positionFeeds(ids, 0, tokens), last },
        values: Object.fromEntries(state),
        fetches: {
          logits: null,
          ...inPlace(state),
          ...newOutputs([...staticValues.keys(), ...[...recurrentStates.keys()].map(updatedName)]),
        },
      })
      const given = new Map([...staticValues.keys()].map(name => [name, results[name] as Value]))
      const begun = {
        texts: count,
        sources,
        keyValues: state,
        recurrentStates: carriedState(recurrentStates.keys(), results),
        staticValues: given,
      }
      return { state: begun, scores: rows(results.logits, count) }
    },
    async decodeNext(state, ids, place) {
      const { texts, sources, keyValues, recurrentStates, staticValues } = state
      const results = await sure(texts, 1, sources.length, false).run({
        arrays: {
          ...reads?.of(sources),
          ...positionFeeds(Int32Array.from(ids), place, 1),
          last: Int32Array.from(ids.keys()),
        },
        values: Object.fromEntries([...keyValues, ...recurrentStates, ...staticValues]),
        fetches: { logits: null, ...inPlace(keyValues), ...newOutputs([...recurrentStates.keys()].map(updatedName)) },
      })
      return {
        state: { ...state, recurrentStates: carriedState(recurrentStates.keys(), results) },
        scores: rows(results.logits, texts),
      }
    },
  }
}

/** Sources filled up to one width, as feeds of the encoder. */
function encoderInput({ texts, limit }: EncoderSources, pad: number) {
  const width = paddedSize(Math.max(...texts.map(text => text.length)), limit)
  const all = texts.map(text => ({
    ids: padTo(text, width, pad),
    mask: padTo(
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
const positionFeeds = (ids: Int32Array, place: number, tokens: number) => ({
  new: ids,
  places: Int32Array.from({ length: tokens }, (_, i) => place + i),
})
const newOutputs = (names: readonly string[]) => Object.fromEntries(names.map(name => [name, null]))
const carriedState = (names: Iterable<string>, results: OrtValues) =>
  new Map(Array.from(names, name => [name, results[updatedName(name)] as Value] as const))
/** The new state goes where the old one was. */
const inPlace = (keyValues: DecoderState['keyValues']) =>
  Object.fromEntries([...keyValues].map(([name, value]) => [updatedName(name), value]))

function rows(logits: Value | undefined, count: number): Float32Array[] {
  const all = logits?.data as Float32Array
  const V = all.length / count
  return Array.from({ length: count }, (_, i) => all.slice(i * V, (i + 1) * V))
}
