import { readFileSync } from 'node:fs'
import { Refusals } from '../../core/problem.ts'
import type { Reply } from '../../core/rpc/contract.ts'
import type { Verification } from '../../core/run/verification.ts'
import { text } from '../../core/text.ts'
import { blocks } from '../../nodes/index.ts'
import { verifyModel } from './verify-model.ts'

/** Verifies one folder: a line of JSON on stdin, a reply on stdout. A process of its own, because foreign files may exhaust it. */

function failure(error: unknown): Reply<never> {
  if (error instanceof Refusals) return { ok: false, problems: error.problems }
  console.error(error)
  const reason = error instanceof Error ? error.message : String(error)
  const message = text(`The model could not be run: ${reason}`, `无法运行该模型：${reason}`)
  const fix = text('Check that config.json belongs to the weights.', '请检查 config.json 是否与权重配套。')
  return { ok: false, problems: [{ code: 'cannot-run', severity: 'error', message, fix }] }
}

const { folder } = JSON.parse(readFileSync(0, 'utf8')) as { folder: string }
const reply: Reply<Verification> = await verifyModel(folder, blocks).then(value => ({ ok: true, value }), failure)
process.stdout.write(`${JSON.stringify(reply)}\n`)
