import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { type Problem, Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'

const stateSchema = z.looseObject({ sha256: z.record(z.string(), z.string()) })

/** Compares every file of a checkpoint with the sum in its state.json; gives the number of files, undefined without sums. Throws Refusals. */
export async function verifyChecksums(folder: string): Promise<number | undefined> {
  const state = join(folder, 'state.json')
  if (!existsSync(state)) return undefined
  const sums = Object.entries(read(state))
  const problems: Problem[] = []
  for (const [name, sum] of sums) {
    const file = join(folder, name)
    if (!existsSync(file)) problems.push(changedFile(name, 'is missing', '缺失'))
    else if ((await sha256(file)) !== sum) problems.push(changedFile(name, 'differs from its checksum', '与校验和不符'))
  }
  if (problems.length > 0) throw new Refusals(problems)
  return sums.length
}

function read(state: string): Readonly<Record<string, string>> {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(state, 'utf8'))).sha256
  } catch {
    throw new Refusals([changedFile('state.json', 'cannot be read', '无法读取')])
  }
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

const changedFile = (name: string, en: string, zh: string): Problem => ({
  code: 'changed-file',
  severity: 'error',
  message: text(`${name} ${en}.`, `${name} ${zh}。`),
  fix: text('Use another copy of the checkpoint, or an earlier one.', '请使用该检查点的其他副本，或更早的检查点。'),
})
