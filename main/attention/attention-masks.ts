import { noDropout } from '../../core/nn/dropout.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { AttentionMasks, TextSide } from '../../core/preview/attention-mask.ts'
import { groupAttentions } from '../../core/preview/attention-patterns.ts'
import { type Attention, findAttentions } from '../../core/preview/find-attentions.ts'
import { upstreamNodes } from '../../core/tensor/differentiate.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import { buildModel, type Model } from '../../core/train/model.ts'
import { blocks } from '../../nodes/index.ts'
import { createProgramCache } from '../engine/onnx/program-cache.ts'
import { randomWeights } from '../weights/initial-weights.ts'
import type { AttentionRequest } from './attention-request.ts'
import { type Example, networkInputsOf, selectExample } from './select-example.ts'

/** The attention masks of the network, computed by the engine for one example of a batch. */
export async function computeAttentionMasks(question: AttentionRequest): Promise<AttentionMasks> {
  const { plan } = question
  const example = await selectExample(question)
  const model = buildModel(plan, blocks)
  const { attentions, readings } = findAttentions(model.network.hidden(networkInputsOf(example), noDropout))
  const masks = await masksOf(attentions, example, model, plan)
  const { input, target } = example
  const paddingOf = ({ part }: Attention) => (part === 'decoder' ? (target ?? []) : input).map(({ padding }) => padding)
  return {
    input,
    ...(target ? { target } : {}),
    attentions: groupAttentions(attentions, one => ({
      values: one.bias && masks.get(one.bias),
      padding: paddingOf(one),
    })),
    readings,
    predicts: predictedSequence(plan),
  }
}

/** The text at whose places something is predicted. */
export function predictedSequence({ batches }: Plan): TextSide | undefined {
  if (batches.task === 'seq2seq') return 'target'
  return ['causal', 'masked', 'tags'].includes(batches.task) ? 'input' : undefined
}

/** Values of every mask, from one small program. */
async function masksOf(attentions: readonly Attention[], { arrays }: Example, model: Model, plan: Plan) {
  const distinct = [...new Set(attentions.flatMap(({ bias }) => bias ?? []))]
  if (distinct.length === 0) return new Map<Tensor, ArrayLike<number>>()
  const outputs = Object.fromEntries(distinct.map((bias, i) => [`mask ${i}`, bias]))
  const read = new Set(upstreamNodes(distinct).flatMap(({ outputs: [x] }) => x ?? []))
  const programs = createProgramCache(randomWeights(model, plan.training.seed, read))
  const program = () => ({ outputs, parameters: model.parameters })
  const values = await programs.run('masks', program, { arrays })
  await programs.release()
  return new Map(distinct.map((bias, i) => [bias, values[`mask ${i}`]?.data as Float32Array] as const))
}
