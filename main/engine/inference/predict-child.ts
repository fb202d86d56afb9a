import { readFileSync } from 'node:fs'
import { namedParameters } from '../../../core/nn/module.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import { Refusals } from '../../../core/problem.ts'
import type { Reply } from '../../../core/rpc/contract.ts'
import type { Sample } from '../../../core/run/report.ts'
import { text } from '../../../core/text.ts'
import { buildNetwork } from '../../../core/train/model.ts'
import { blocks } from '../../../nodes/index.ts'
import { loadTokenizer } from '../../tokenizer/encode/load-tokenizer.ts'
import { findTokenizerFile, readTokenizerJson } from '../../tokenizer/file/read-tokenizer-json.ts'
import { fitWeights } from '../../weights/fit-weights.ts'
import { readWeights } from '../../weights/read-weights.ts'
import { createScorer } from './decoding/scorer.ts'
import type { PredictorOptions } from './tasks/predictor.ts'
import { defaultMaxTokens, predictorFor } from './tasks/predictor-for.ts'

/** Answers one question: a line of JSON on stdin, a reply on stdout. In a process of its own, like everything that computes. */
interface PredictionRequest extends Omit<PredictorOptions, 'tokenizer' | 'scorer'> {
  readonly folder: string
  readonly plan: Plan
  readonly text: readonly string[]
}

async function predict({ folder, plan, text: inputs, ...choosing }: PredictionRequest): Promise<Sample[]> {
  const tokenizer = loadTokenizer(
    readTokenizerJson(findTokenizerFile(folder) ?? folder),
    plan.batches.tokens.vocabulary,
  )
  const network = buildNetwork(plan, blocks)
  const found = readWeights(folder)
  const { file } = found
  const { weights } = fitWeights(found, namedParameters(network.parts), { file, tiedWeights: network.tiedWeights })
  const limit = plan.objective.network.maxLength ?? defaultMaxTokens
  const scores = createScorer(network, weights, limit, tokenizer.vocabulary.pad)
  const say = predictorFor(plan)
  const samples: Sample[] = []
  for (const input of inputs) samples.push(await say(input, { tokenizer, scorer: scores, ...choosing }))
  await scores.release()
  return samples
}

function failedReply(error: unknown): Reply<never> {
  if (error instanceof Refusals) return { ok: false, problems: error.problems }
  console.error(error)
  const reason = error instanceof Error ? error.message : String(error)
  const message = text(`The model could not answer: ${reason}`, `模型无法回答：${reason}`)
  const fix = text('Try another checkpoint, or train the model again.', '请尝试其他检查点，或重新训练模型。')
  return { ok: false, problems: [{ code: 'bug', severity: 'error', message, fix }] }
}

const line = readFileSync(0, 'utf8')
const reply = await predict(JSON.parse(line) as PredictionRequest).then(
  value => ({ ok: true, value }) as const,
  failedReply,
)
process.stdout.write(`${JSON.stringify(reply)}\n`)
