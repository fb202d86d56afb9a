import { createInterface } from 'node:readline'
import { type Problem, Refusal, Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { jsonLine } from '../process/child-server.ts'
import { computeAttentionMasks } from './attention-masks.ts'
import type { AttentionRequest } from './attention-request.ts'
import { runLeakTest } from './leak-test.ts'

/** Shows what a network may look at, or proves it: a line of JSON on stdin; on stdout events, a line each, and last a reply. */
const writeLine = (line: unknown) => process.stdout.write(jsonLine(line))
process.stdout.on('error', () => {})

function problems(error: unknown): readonly Problem[] {
  if (error instanceof Refusals) return error.problems
  if (error instanceof Refusal) return [error.problem]
  console.error(error)
  const reason = error instanceof Error ? error.message : String(error)
  const message = text(`The network cannot be shown: ${reason}`, `无法显示该网络：${reason}`)
  const fix = text('Try a smaller network, or a shorter length.', '请尝试较小的网络或较短的长度。')
  return [{ code: 'bug', severity: 'error', message, fix }]
}

const input = createInterface({ input: process.stdin })
input.once('line', line => {
  const question = JSON.parse(line) as AttentionRequest
  const answer = question.proving ? runLeakTest(question, question.proving, writeLine) : computeAttentionMasks(question)
  answer
    .then(
      value => writeLine({ ok: true, value }),
      error => writeLine({ ok: false, problems: problems(error) }),
    )
    .finally(() => {
      input.close()
      process.stdin.destroy()
    })
})
