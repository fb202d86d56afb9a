// The program of a thread that makes the batches of a training, step by step. It must not import ONNX Runtime.
import { workerData } from 'node:worker_threads'
import { batcher } from '../../../core/train/batcher.ts'
import { trainingCollator } from '../../../core/train/model.ts'
import { blocks } from '../../../nodes/index.ts'
import { answers } from '../../data/thread-answers.ts'
import { tableIn } from '../../data/token-tables.ts'
import type { Wanted } from './batches-ahead.ts'

const { plan, folder, from } = workerData as Wanted
const table = await tableIn(folder, 'train', plan.batches.tokens.rows.columns)
const batchesOf = batcher(trainingCollator(plan, blocks), table, plan.training)
let step = from

answers(
  () => batchesOf(step++),
  batches => batches.flatMap(({ arrays }) => Object.values(arrays)),
)
