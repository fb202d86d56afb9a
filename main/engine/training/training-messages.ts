import type { Blocks } from '../../../core/block/block.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import type { Problem } from '../../../core/problem.ts'
import type { EngineReport } from '../../../core/run/report.ts'
import { text } from '../../../core/text.ts'
import { estimatePlan } from '../../../core/train/estimate.ts'

/** What to say of a plan that gives up a layer of the model it starts from although the labels look the same. */
export const newOutputLayerWarnings = ({ objective }: Plan): EngineReport[] =>
  objective.head === 'class' && objective.network.start?.several
    ? [{ t: 'warn', code: 'new-output-layer', message: newOutputLayer }]
    : []

const newOutputLayer = text(
  'The model that this run starts from is multi-label: it may give a text several labels or numbers. Here each text has exactly one, so the network gets a new output layer.',
  '本次运行所用的模型是多标签的：可以给一段文本多个标签或数字。这里每段文本只有一个，因此网络换上新的输出层。',
)

/** The report that opens a run. */
export function startReport(
  plan: Plan,
  blocks: Blocks,
  { engine, device, steps }: { readonly engine: string; readonly device: string; readonly steps: number },
): EngineReport {
  const { parameters, flopsPerStep, tokensPerStep } = estimatePlan(plan, blocks)
  const vocabulary = plan.batches.tokens.vocabulary.size
  return { t: 'start', engine, device, parameters, steps, tokensPerStep, flopsPerStep, vocabulary }
}

/** The loss is infinite or not a number: the weights are beyond repair, earlier checkpoints are not. */
export const divergedProblem = (step: number, loss: number): Problem => ({
  code: 'diverged',
  severity: 'error',
  param: 'learningRate',
  message: text(
    `Training diverged at step ${step}: the loss became ${loss}.`,
    `训练在第 ${step} 步发散：损失变成了 ${loss}。`,
  ),
  fix: text(
    'Lower the learning rate (try a third of it), or add warmup and gradient clipping.',
    '请降低学习率（例如降到三分之一），或加入预热和梯度裁剪。',
  ),
})
