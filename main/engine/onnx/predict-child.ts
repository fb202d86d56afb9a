import { readFileSync } from 'node:fs'
import type { Reply } from '../../../core/contract.ts'
import { parameters } from '../../../core/nn/module.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import { Refusals } from '../../../core/problem.ts'
import type { Sample } from '../../../core/report.ts'
import { text } from '../../../core/text.ts'
import { networkOf } from '../../../core/train/model.ts'
import { blocks } from '../../../nodes/index.ts'
import { loadTokenizer } from '../../data/tokenizer.ts'
import { tokenizerIn, tokenizerText } from '../../data/tokenizer-text.ts'
import { fitWeights } from '../../export/fit-weights.ts'
import { readWeights } from '../../export/read-weights.ts'
import { answerOf, generous } from './answers/answer.ts'
import type { Asking } from './answers/ask.ts'
import { scorer } from './scorer.ts'

/** Answers one question: a line of JSON on stdin, a reply on stdout. In a process of its own, like everything that computes. */
interface Question extends Omit<Asking, 'tokenizer' | 'scorer'> {
  readonly folder: string
  readonly plan: Plan
  readonly text: readonly string[]
}

async function answer({ folder, plan, text: inputs, ...choosing }: Question): Promise<Sample[]> {
  const tokenizer = loadTokenizer(tokenizerText(tokenizerIn(folder) ?? folder), plan.batches.tokens.vocabulary)
  const network = networkOf(plan, blocks)
  const found = readWeights(folder)
  const { file } = found
  const { weights } = fitWeights(found, parameters(network.parts), { file, copies: network.copies })
  const limit = plan.objective.network.maxLength ?? generous
  const scores = scorer(network, weights, limit, tokenizer.vocabulary.pad)
  const say = answerOf(plan)
  const samples: Sample[] = []
  for (const input of inputs) samples.push(await say(input, { tokenizer, scorer: scores, ...choosing }))
  await scores.release()
  return samples
}

function failure(error: unknown): Reply<never> {
  if (error instanceof Refusals) return { ok: false, problems: error.problems }
  console.error(error)
  const reason = error instanceof Error ? error.message : String(error)
  const message = text(`The model could not answer: ${reason}`, `模型无法回答：${reason}`)
  const fix = text('Try another checkpoint, or train the model again.', '请尝试其他检查点，或重新训练模型。')
  return { ok: false, problems: [{ code: 'bug', severity: 'error', message, fix }] }
}

const line = readFileSync(0, 'utf8')
const reply = await answer(JSON.parse(line) as Question).then(value => ({ ok: true, value }) as const, failure)
process.stdout.write(`${JSON.stringify(reply)}\n`)
