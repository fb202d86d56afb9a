import { createInterface } from 'node:readline'
import { type Problem, Refusals } from '../../../core/problem.ts'
import { text } from '../../../core/text.ts'
import { jsonLine } from '../json-line.ts'
import { evaluate } from './evaluate/evaluate.ts'
import type { Question } from './evaluate/question.ts'

/**
 * Measures one checkpoint: a line of JSON on stdin; on stdout events, a line each, and last a reply. The end of stdin
 * means that nobody listens any more.
 */
const say = (line: unknown) => process.stdout.write(jsonLine(line))
process.stdout.on('error', () => {})

function problems(error: unknown): readonly Problem[] {
  if (error instanceof Refusals) return error.problems
  console.error(error)
  const reason = error instanceof Error ? error.message : String(error)
  const message = text(`The model could not be measured: ${reason}`, `无法评估该模型：${reason}`)
  const fix = text('Try another checkpoint, or train the model again.', '请尝试其他检查点，或重新训练模型。')
  return [{ code: 'bug', severity: 'error', message, fix }]
}

const input = createInterface({ input: process.stdin })
let answered = false
input.once('line', line => {
  evaluate(JSON.parse(line) as Question, say)
    .then(
      value => say({ ok: true, value }),
      error => say({ ok: false, problems: problems(error) }),
    )
    .finally(() => {
      answered = true
      input.close()
      process.stdin.destroy()
    })
})
input.on('close', () => {
  if (!answered) process.exit(1)
})
