import { noDropout } from '../../core/nn/dropout.ts'
import { parameters } from '../../core/nn/module.ts'
import type { Plan, Vocabulary } from '../../core/plan/plan.ts'
import { top } from '../../core/predict/top.ts'
import type { Lane, Proof, ProofEvent, ProofPhase, ProvedPlace } from '../../core/preview/sight.ts'
import { Refusals } from '../../core/problem.ts'
import { hash, random } from '../../core/random.ts'
import { text } from '../../core/text.ts'
import { type Model, modelOf } from '../../core/train/model.ts'
import { blocks } from '../../nodes/index.ts'
import { programsOver, type Weights } from '../engine/onnx/programs-over.ts'
import { startingWeights } from '../engine/onnx/starting-weights.ts'
import { fitWeights } from '../export/fit-weights.ts'
import { readWeights } from '../export/read-weights.ts'
import { freshWeights } from './fresh-weights.ts'
import { type Example, inputsOf, oneExample } from './one-example.ts'
import type { Proving, Question } from './question.ts'
import { predictedLane } from './sight.ts'

/** Runs the model on an example, changes its tokens from a place on, runs it again and compares. Throws Refusals. */
export async function proof(question: Question, proving: Proving, tell: (event: ProofEvent) => void): Promise<Proof> {
  const at = (phase: ProofPhase) => tell({ kind: 'phase', phase })
  const { plan } = question
  const predicts = predictedLane(plan)
  if (!predicts) throw new Refusals([noPlaces])
  at('data')
  const example = await oneExample(question)
  const { lane, place, changed } = change(example, plan, { lane: predicts, ...given(proving) })
  at('network')
  const model = modelOf(plan, blocks)
  const weights = weightsOf(plan, model, proving.folder)
  const programs = programsOver(weights)
  const answers = async (arrays: Example['arrays']) => {
    const { logits } = await programs.run('logits', () => logitsProgram(model, example), { arrays })
    return logits?.data as Float32Array
  }
  at('before')
  const before = await answers(example.arrays)
  at('after')
  const after = await answers({ ...example.arrays, [feeds[lane]]: changed })
  await programs.release()
  const says = answerOf(plan, example.token)
  const places = compared(example, { lane, place, changed, predicts, says }, { before, after })
  const largest = (some: readonly ProvedPlace[]) => Math.max(0, ...some.map(({ difference }) => difference))
  const earlier = lane === predicts ? places.slice(0, place) : []
  const later = lane === predicts ? places.slice(place) : places
  const known = { lane, place, predicts, places, weights: proving.folder ? 'trained' : 'fresh' } as const
  return { ...known, earlier: largest(earlier), later: largest(later) }
}

/** The array that holds a text. */
const feeds: Readonly<Record<Lane, string>> = { input: 'ids', target: 'target' }

/** Wishes that were made. */
const given = ({ lane, place }: Proving) => ({ ...(lane ? { lane } : {}), ...(place === undefined ? {} : { place }) })

const logitsProgram = ({ network }: Model, example: Example) => ({
  outputs: { logits: network.logits(network.hidden(inputsOf(example), noDropout)) },
  parameters: parameters(network.parts),
})

function weightsOf(plan: Plan, model: Model, folder: string | undefined): Weights {
  if (folder === undefined)
    return new Map([...freshWeights(model, plan.training.seed), ...(startingWeights(plan, model) ?? [])])
  const found = readWeights(folder)
  const { copies, parts } = model.network
  return fitWeights(found, parameters(parts), { file: found.file, copies }).weights
}

/** Other tokens at a place and behind it; padding stays, and so does the first place, which has nothing before it. */
function change(example: Example, { batches, training }: Plan, wish: { lane: Lane; place?: number }) {
  const lane = example.target ? wish.lane : 'input'
  const places = (lane === 'target' ? example.target : example.input) ?? []
  const real = places.findLastIndex(({ padding }) => !padding) + 1
  const place = Math.min(Math.max(1, wish.place ?? Math.ceil(real / 2)), Math.max(1, real - 1))
  const { int } = random(hash(training.seed, place))
  const changed = Int32Array.from(places, ({ id, padding }, i) =>
    i < place || padding ? id : another(id, batches.tokens.vocabulary, int),
  )
  return { lane, place, changed }
}

/** A token of text other than this one. */
function another(
  id: number,
  { size, pad, begin, end, mask = 0, sentinels }: Vocabulary,
  int: (below: number) => number,
) {
  const first = Math.min(Math.max(pad, begin, end, mask) + 1, size - 2)
  const count = Math.max(2, size - sentinels - first)
  const drawn = first + int(count)
  return drawn === id ? first + ((drawn - first + 1) % count) : drawn
}

interface Changed {
  readonly lane: Lane
  readonly place: number
  readonly changed: Int32Array
  readonly predicts: Lane
  readonly says: (scores: Float32Array) => string
}

/** What the scores of a place say: a token, a tag, or whether its token is the original one. */
function answerOf({ objective, batches }: Plan, token: Example['token']): Changed['says'] {
  const { labels = [] } = batches.tokens.rows
  if (objective.head === 'replaced') return ([score = 0]) => (score > 0 ? '≠' : '=')
  const named = objective.head === 'tags' ? (id: number) => labels[id] ?? String(id) : token
  return scores => named(top(scores, 1)[0] ?? 0)
}

function compared(
  { input, target, token }: Example,
  { lane, place, changed, predicts, says }: Changed,
  { before, after }: { readonly before: Float32Array; readonly after: Float32Array },
): ProvedPlace[] {
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

const noPlaces = {
  code: 'no-places',
  severity: 'error',
  message: text(
    'This model judges a text as a whole, so there are no earlier predictions to compare.',
    '该模型对整段文本作判断，没有可供比较的先前预测。',
  ),
  fix: text(
    'Try it with a model that predicts at each place: causal, masked, sequence to sequence or tagging.',
    '请用在每个位置作预测的模型：因果、掩码、序列到序列或标注。',
  ),
} as const
