import type { Arrays } from '../../core/data/batch.ts'
import type { NetworkInputs } from '../../core/nn/network.ts'
import type { TextPosition } from '../../core/preview/attention-mask.ts'
import { input } from '../../core/tensor/tensor.ts'
import { decoderStartId } from '../../core/train/model.ts'
import { blocks } from '../../nodes/index.ts'
import { makeBatch } from '../preview/make-batch.ts'
import { readPreviewData } from '../preview/preview-data.ts'
import type { AttentionRequest } from './attention-request.ts'

/** An example of a batch by itself: what the network reads of it [1, …], and what that says. */
export interface Example {
  readonly arrays: Arrays
  readonly input: readonly TextPosition[]
  readonly target?: readonly TextPosition[]
  readonly token: (id: number) => string
}

/** What tells an answer from what is read. */
const answerArrays: ReadonlySet<string> = new Set(['labels', 'weights', 'rows'])

export async function selectExample({ home, plan, example, step, seed }: AttentionRequest): Promise<Example> {
  const { batches, training } = plan
  const batching = { ...training, ...(seed === undefined ? {} : { seed }) }
  const given = await readPreviewData(batches.tokens.rows)
  const asked = { home, batching, step, targetStart: decoderStartId(plan, blocks) }
  const { batch, batchSize, tokenizer } = await makeBatch(batches, asked, given)
  const row = Math.min(example, batchSize - 1)
  const arrays = Object.fromEntries(
    Object.entries(batch.arrays).flatMap(([name, all]) => {
      const width = all.length / batchSize
      return answerArrays.has(name) ? [] : [[name, all.slice(row * width, (row + 1) * width)] as const]
    }),
  )
  const { ids, mask, target } = arrays
  if (!ids) throw new Error('oneExample: the batch has no ids')
  const { pad } = batches.tokens.vocabulary
  const last = target?.findLastIndex((id, place) => place === 0 || id !== pad) ?? 0
  return {
    arrays,
    token: tokenizer.text,
    input: places(ids, place => mask?.[place] === 0, tokenizer.text),
    ...(target ? { target: places(target, place => place > last, tokenizer.text) } : {}),
  }
}

const places = (ids: ArrayLike<number>, padding: (place: number) => boolean, token: Example['token']): TextPosition[] =>
  Array.from(ids, (id, place) => ({ id, token: token(id), padding: padding(place) }))

/** The example's arrays as inputs of a program. */
export const networkInputsOf = ({ arrays }: Pick<Example, 'arrays'>): NetworkInputs =>
  Object.fromEntries(
    Object.entries(arrays).map(([name, { length }]) => [name, input(name, [1, length], 'int32')]),
  ) as unknown as NetworkInputs
