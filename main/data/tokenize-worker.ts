// The program of a thread that turns rows into tokens.
import { workerData } from 'node:worker_threads'
import type { Row } from '../../core/block.ts'
import { parts, type Recipe, rowEncoder } from './encode-rows.ts'
import { answers } from './thread-answers.ts'

const encode = rowEncoder(workerData as Recipe)

answers(
  (rows: readonly Row[]) => encode(rows),
  encoded =>
    parts.flatMap(part => Object.values(encoded[part]).flatMap(({ ids, marks }) => (marks ? [ids, marks] : [ids]))),
)
