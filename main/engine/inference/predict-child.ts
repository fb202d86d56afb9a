import type { Plan } from '../../../core/plan/plan.ts'
import type { Sample } from '../../../core/run/report.ts'
import { text } from '../../../core/text.ts'
import { buildNetwork } from '../../../core/train/model.ts'
import { blocks } from '../../../nodes/index.ts'
import { serveOneRequest } from '../../process/child-server.ts'
import { loadTokenizer } from '../../tokenizer/encode/load-tokenizer.ts'
import { findTokenizerFile, readTokenizerJson } from '../../tokenizer/file/read-tokenizer-json.ts'
import { loadWeights } from '../../weights/load-weights.ts'
import { createScorer } from './decoding/scorer.ts'
import type { PredictorOptions } from './tasks/predictor.ts'
import { defaultMaxTokens, predictorFor } from './tasks/predictor-for.ts'

/** Lets a model answer texts, in a process of its own, like everything that computes. */
interface PredictionRequest extends Omit<PredictorOptions, 'tokenizer' | 'scorer'> {
  readonly folder: string
  readonly plan: Plan
  readonly text: readonly string[]
}

async function predict({ folder, plan, text: inputs, ...choosing }: PredictionRequest): Promise<Sample[]> {
  const tokenizer = loadTokenizer(
    readTokenizerJson(findTokenizerFile(folder) ?? folder),
    plan.batches.tokens.vocabulary,
  )
  const network = buildNetwork(plan, blocks)
  const weights = loadWeights(folder, network)
  const limit = plan.objective.network.maxLength ?? defaultMaxTokens
  const scorer = createScorer(network, weights, limit, tokenizer.vocabulary.pad)
  const predictOne = predictorFor(plan)
  const samples: Sample[] = []
  for (const input of inputs) samples.push(await predictOne(input, { tokenizer, scorer, ...choosing }))
  await scorer.release()
  return samples
}

serveOneRequest<PredictionRequest, never, Sample[]>({
  handle: predict,
  describeFailure: reason => ({
    message: text(`The prediction failed: ${reason}`, `预测失败：${reason}`),
    fix: text('Try another checkpoint, or train the model again.', '请尝试其他检查点，或重新训练模型。'),
  }),
})
