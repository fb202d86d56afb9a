import { noDropout } from '../../core/nn/dropout.ts'
import { namedParameters } from '../../core/nn/module.ts'
import type { Plan, Vocabulary } from '../../core/plan/plan.ts'
import { topIndices } from '../../core/predict/probabilities.ts'
import type {
  LeakTest,
  LeakTestEvent,
  LeakTestPhase,
  LeakTestPosition,
  TextSide,
} from '../../core/preview/attention-mask.ts'
import { Refusals } from '../../core/problem.ts'
import { createRandom, hashSeed } from '../../core/random.ts'
import { text } from '../../core/text.ts'
import type { Model } from '../../core/train/model.ts'
import { buildModel } from '../../core/train/model.ts'
import { blocks } from '../../nodes/index.ts'
import { createProgramCache } from '../engine/onnx/program-cache.ts'
import type { Weights } from '../weights/fit-weights.ts'
import { pretrainedWeights, randomWeights } from '../weights/initial-weights.ts'
import { loadWeights } from '../weights/load-weights.ts'
import { predictedSequence } from './attention-masks.ts'
import type { AttentionRequest, LeakTestOptions } from './attention-request.ts'
import type { Example } from './select-example.ts'
import { networkInputsOf, selectExample } from './select-example.ts'

/** Runs the model on an example, changes its tokens from a place on, runs it again and compares. Throws Refusals. */
export async function runLeakTest(
  question: AttentionRequest,
  proving: LeakTestOptions,
  tell: (event: LeakTestEvent) => void,
): Promise<LeakTest> {
  const at = (phase: LeakTestPhase) => tell({ kind: 'phase', phase })
  const { plan } = question
  const predicts = predictedSequence(plan)
  if (!predicts) throw new Refusals([noPositions])
  at('data')
  const example = await selectExample(question)
  const { lane, place, changed } = changeTokens(example, plan, { lane: predicts, ...givenChoices(proving) })
  at('network')
  const model = buildModel(plan, blocks)
  const weights = weightsOf(plan, model, proving.folder)
  const programs = createProgramCache(weights)
  const answers = async (arrays: Example['arrays']) => {
    const { logits } = await programs.run('logits', () => logitsProgram(model, example), { arrays })
    return logits?.data as Float32Array
  }
  at('before')
  const before = await answers(example.arrays)
  at('after')
  const after = await answers({ ...example.arrays, [feedNames[lane]]: changed })
  await programs.release()
  const says = predictionText(plan, example.token)
  const places = compareOutputs(example, { lane, place, changed, predicts, says }, { before, after })
  const largest = (some: readonly LeakTestPosition[]) => Math.max(0, ...some.map(({ difference }) => difference))
  const earlier = lane === predicts ? places.slice(0, place) : []
  const later = lane === predicts ? places.slice(place) : places
  const known = { lane, place, predicts, places, weights: proving.folder ? 'trained' : 'fresh' } as const
  return { ...known, earlier: largest(earlier), later: largest(later) }
}

/** The array that holds a text. */
const feedNames: Readonly<Record<TextSide, string>> = { input: 'ids', target: 'target' }

/** Wishes that were made. */
const givenChoices = ({ lane, place }: LeakTestOptions) => ({
  ...(lane ? { lane } : {}),
  ...(place === undefined ? {} : { place }),
})

const logitsProgram = ({ network }: Model, example: Example) => ({
  outputs: { logits: network.logits(network.hidden(networkInputsOf(example), noDropout)) },
  parameters: namedParameters(network.parts),
})

function weightsOf(plan: Plan, model: Model, folder: string | undefined): Weights {
  if (folder === undefined)
    return new Map([...randomWeights(model, plan.training.seed), ...(pretrainedWeights(plan, model) ?? [])])
  return loadWeights(folder, model.network)
}

/** Other tokens at a place and behind it; padding stays, and so does the first place, which has nothing before it. */
function changeTokens(example: Example, { batches, training }: Plan, wish: { lane: TextSide; place?: number }) {
  const lane = example.target ? wish.lane : 'input'
  const places = (lane === 'target' ? example.target : example.input) ?? []
  const real = places.findLastIndex(({ padding }) => !padding) + 1
  const place = Math.min(Math.max(1, wish.place ?? Math.ceil(real / 2)), Math.max(1, real - 1))
  const { int } = createRandom(hashSeed(training.seed, place))
  const changed = Int32Array.from(places, ({ id, padding }, i) =>
    i < place || padding ? id : differentToken(id, batches.tokens.vocabulary, int),
  )
  return { lane, place, changed }
}

/** A token of text other than this one. */
function differentToken(
  id: number,
  { size, pad, begin, end, mask = 0, sentinels }: Vocabulary,
  int: (below: number) => number,
) {
  const first = Math.min(Math.max(pad, begin, end, mask) + 1, size - 2)
  const count = Math.max(2, size - sentinels - first)
  const drawn = first + int(count)
  return drawn === id ? first + ((drawn - first + 1) % count) : drawn
}

interface ChangedTokens {
  readonly lane: TextSide
  readonly place: number
  readonly changed: Int32Array
  readonly predicts: TextSide
  readonly says: (scores: Float32Array) => string
}

/** What the scores of a place say: a token, a tag, or whether its token is the original one. */
function predictionText({ objective, batches }: Plan, token: Example['token']): ChangedTokens['says'] {
  const { labels = [] } = batches.tokens.rows
  if (objective.head === 'replaced') return ([score = 0]) => (score > 0 ? '≠' : '=')
  const named = objective.head === 'tags' ? (id: number) => labels[id] ?? String(id) : token
  return scores => named(topIndices(scores, 1)[0] ?? 0)
}

function compareOutputs(
  { input, target, token }: Example,
  { lane, place, changed, predicts, says }: ChangedTokens,
  { before, after }: { readonly before: Float32Array; readonly after: Float32Array },
): LeakTestPosition[] {
  const places = (predicts === 'target' ? target : input) ?? []
  const V = before.length / places.length
  return places.map((known, i) => {
    const rows = [before, after].map(all => all.subarray(i * V, (i + 1) * V)) as [Float32Array, Float32Array]
    const is = changed[i]
    return {
      ...known,
      ...(lane === predicts && i >= place && is !== undefined && is !== known.id ? { changed: token(is) } : {}),
      difference: largestDifference(...rows),
      before: says(rows[0]),
      after: says(rows[1]),
    }
  })
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  let most = 0
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs((a[i] as number) - (b[i] as number)))
  return most
}

const noPositions = {
  code: 'no-places',
  severity: 'error',
  message: text(
    'This model classifies a text as a whole, so there are no earlier predictions to compare.',
    '该模型对整段文本分类，没有可供比较的先前预测。',
  ),
  fix: text(
    'Use a model that predicts at each position: causal, masked, sequence-to-sequence or token classification.',
    '请使用在每个位置作预测的模型：因果、掩码、序列到序列或词元分类。',
  ),
} as const
