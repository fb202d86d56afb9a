// The program of a thread that makes the batches of a training, step by step. It must not import ONNX Runtime.
import { workerData } from 'node:worker_threads'
import { batcher } from '../../../core/train/batching/batcher.ts'
import { trainingCollator } from '../../../core/train/model.ts'
import { blocks } from '../../../nodes/index.ts'
import { tokensGone } from '../../data/problems/data-problems.ts'
import { openTokenTable } from '../../data/tokens/token-tables.ts'
import { serveRequests } from '../../process/worker-rpc.ts'
import type { BatchRequest } from './prefetch-batches.ts'

const { plan, folder, firstStep: from } = workerData as BatchRequest
const openedBatcher = openTokenTable(folder, 'train', plan.batches.tokens.rows.columns).then(
  table => batcher(trainingCollator(plan, blocks), table, plan.training),
  error => {
    throw error.code === 'ENOENT' ? tokensGone(folder) : error
  },
)
openedBatcher.catch(() => {}) // who asks for batches hears of it
let step = from

serveRequests(
  async () => (await openedBatcher)(step++),
  batches => batches.flatMap(({ arrays }) => Object.values(arrays)),
)
