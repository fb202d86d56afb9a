// The program of a thread that makes the batches of a training, step by step. It must not import ONNX Runtime.
import { workerData } from 'node:worker_threads'
import { batcher } from '../../../core/train/batcher.ts'
import { trainingCollator } from '../../../core/train/model.ts'
import { blocks } from '../../../nodes/index.ts'
import { tokensGone } from '../../data/data-problems.ts'
import { answers } from '../../data/thread-answers.ts'
import { tableIn } from '../../data/token-tables.ts'
import type { Wanted } from './batches-ahead.ts'

const { plan, folder, from } = workerData as Wanted
const opened = tableIn(folder, 'train', plan.batches.tokens.rows.columns).then(
  table => batcher(trainingCollator(plan, blocks), table, plan.training),
  error => {
    throw error.code === 'ENOENT' ? tokensGone(folder) : error
  },
)
opened.catch(() => {}) // who asks for batches hears of it
let step = from

answers(
  async () => (await opened)(step++),
  batches => batches.flatMap(({ arrays }) => Object.values(arrays)),
)
