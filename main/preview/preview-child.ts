import { readFileSync } from 'node:fs'
import type { Reply } from '../../core/contract.ts'
import { Refusal, Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { jsonLine } from '../engine/json-line.ts'
import { preview } from './preview.ts'
import type { Question } from './question.ts'

/** Shows what flows: a line of JSON on stdin, a reply on stdout. In a process of its own, because reading data takes memory and time. */
function failure(error: unknown): Reply<never> {
  if (error instanceof Refusals) return { ok: false, problems: error.problems }
  if (error instanceof Refusal) return { ok: false, problems: [error.problem] }
  console.error(error)
  const reason = error instanceof Error ? error.message : String(error)
  const message = text(`The data cannot be shown: ${reason}`, `无法显示数据：${reason}`)
  const fix = text('Look at the blocks before this one, one after the other.', '请逐个查看此模块之前的模块。')
  return { ok: false, problems: [{ code: 'bug', severity: 'error', message, fix }] }
}

const question = JSON.parse(readFileSync(0, 'utf8')) as Question
const reply = await preview(question).then(value => ({ ok: true, value }) as const, failure)
process.stdout.write(jsonLine(reply))
