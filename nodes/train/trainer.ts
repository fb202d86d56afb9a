import { z } from 'zod'
import type { TaskFacts } from '../../core/block/abilities.ts'
import { block, param, port } from '../../core/block/block.ts'
import { defaultEngine, parseDeviceChoice } from '../../core/plan/device.ts'
import type { Batches, ObjectivePlan, Task } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import * as sizes from '../model/network-params.ts'
import { taskOf } from '../objective/tasks.ts'

export default block({
  id: 'trainer',
  category: 'train',
  title: text('Trainer', '训练器'),
  keywords: [
    'TrainingArguments',
    'epochs',
    'batch size',
    'gradient accumulation',
    'checkpoint',
    'seed',
    'device',
    'GPU',
    '批大小',
    '轮次',
    '梯度累积',
    '检查点',
    '设备',
  ],
  help: text(
    'Trains the network batch by batch, and saves checkpoints and metrics. Press Run to start.',
    '用批次逐步训练网络，并保存检查点和指标。点击“运行”开始。',
  ),
  inputs: { batches: port('batches'), objective: port('objective'), optimizer: port('optimizer') },
  outputs: { training: port('plan') },
  params: z.strictObject({
    length: param(z.number().gt(0).max(1e7).default(300), {
      label: text('Training length', '训练长度'),
      help: text('How long to train, in the unit below.', '训练多久，单位见下。'),
    }),
    unit: param(z.enum(['steps', 'epochs']).default('steps'), {
      label: text('Unit', '计量单位'),
      help: text('Steps, or passes over all of the training data.', '步数，或遍历全部训练数据的次数。'),
      choices: { steps: text('Steps', '步'), epochs: text('Epochs (passes over the data)', '轮（epoch）') },
    }),
    batchSize: param(z.int().min(1).max(4096).default(16), {
      label: text('Batch size', '批大小'),
      help: text('Examples per batch. Halve it if memory runs out.', '每个批次的样本数。内存不足时请减半。'),
      unit: text('examples', '样本'),
    }),
    evaluateEvery: param(z.int().min(1).default(50), {
      label: text('Evaluate every', '评估间隔'),
      help: text('Steps between evaluations on the validation set.', '每隔多少步在验证集上评估一次。'),
      unit: text('steps', '步'),
    }),
    seed: param(
      z
        .int()
        .min(0)
        .max(2 ** 31 - 1)
        .default(1),
      {
        label: text('Seed', '随机种子'),
        help: text(
          'The same seed gives the same run, bit for bit, on the same machine.',
          '在同一台机器上，相同的种子得到完全相同的运行。',
        ),
      },
    ),
    device: param(z.string().default('auto'), {
      label: text('Device', '设备'),
      help: text(
        'Which device to train on. “Automatic” uses the GPU if there is one.',
        '在哪个设备上训练。“自动”会优先使用 GPU。',
      ),
      choices: { auto: text('Automatic', '自动') },
      choicesFrom: 'engines',
    }),
    accumulate: param(z.int().min(1).max(1024).default(1), {
      label: text('Gradient accumulation', '梯度累积'),
      help: text(
        'Batches accumulated before each optimizer step: a larger effective batch without more memory.',
        '每个优化器步之前累积的批次数：不增加内存即可获得更大的有效批大小。',
      ),
      unit: text('batches', '批次'),
      advanced: true,
    }),
    evaluationBatches: param(z.int().min(1).max(10_000).default(16), {
      label: text('Evaluation batches', '评估批次数'),
      help: text(
        'Batches per evaluation. More is more accurate and slower.',
        '每次评估使用的批次数。越多越准确，也越慢。',
      ),
      unit: text('batches', '批次'),
      advanced: true,
    }),
    checkpointEvery: param(z.int().min(1).default(500), {
      label: text('Checkpoint every', '检查点间隔'),
      help: text(
        'Steps between checkpoints. One is always saved at the end.',
        '每隔多少步保存一个检查点。结束时总会保存一次。',
      ),
      unit: text('steps', '步'),
      advanced: true,
    }),
  }),
  compile: ({ batches, objective, optimizer }, { length, unit, ...params }) => {
    checkTask(batches, objective)
    checkLength(batches, objective)
    checkWords(batches, objective)
    const { engine, device } = parseDeviceChoice(params.device)
    const training = { ...params, device, ...(engine === defaultEngine ? {} : { engine }), ...lengthIn(unit, length) }
    return { training: { batches, objective, optimizer, training } }
  },
})

const lengthIn = (unit: 'steps' | 'epochs', length: number) =>
  unit === 'steps' ? { steps: Math.ceil(length) } : { epochs: length }

/** A task in words; its id, where no objective of this version declares it. */
const wordsFor = (task: Task): Pick<TaskFacts, 'name' | 'batches'> =>
  taskOf(task) ?? { name: text(task, task), batches: text(`batches for “${task}”`, `用于“${task}”的批次`) }

/** The collator must prepare what the objective asks for. */
function checkTask(batches: Batches, objective: ObjectivePlan): void {
  if (batches.task === objective.task) return
  const [gives, wants] = [wordsFor(batches.task), wordsFor(objective.task)]
  refuse('collator-objective', {
    param: 'batches',
    message: text(
      `The collator makes ${gives.batches.en}, but the objective is ${wants.name.en}.`,
      `数据整理器生成的是${gives.batches.zh}，而训练目标是${wants.name.zh}。`,
    ),
    fix: text(`Connect a collator that makes ${wants.batches.en}.`, `请连接能生成${wants.batches.zh}的数据整理器。`),
  })
}

/** A trained model has a row for each of its tokens, and cannot be given more. */
function checkWords({ tokens }: Batches, { network }: ObjectivePlan): void {
  const { size } = tokens.vocabulary
  const rows = network.start?.words
  if (rows === undefined || size <= rows) return
  refuse('tokenizer-too-large', {
    param: 'batches',
    message: text(
      `The tokenizer has ${size} tokens, but the model’s embedding matrix has only ${rows} rows.`,
      `分词器有 ${size} 个词元，而模型的嵌入矩阵只有 ${rows} 行。`,
    ),
    fix: text('Use the tokenizer that the model was trained with.', '请使用该模型训练时所用的分词器。'),
  })
}

function checkLength({ length, targetLength = 0 }: Batches, { network }: ObjectivePlan): void {
  const longest = Math.max(length, targetLength)
  if (network.maxLength === undefined || longest <= network.maxLength) return
  refuse('too-long', {
    param: 'batches',
    ...longerContext(network, longest),
    message: text(
      `Examples are ${longest} tokens long, but the network reads at most ${network.maxLength}.`,
      `每个样本有 ${longest} 个词元，而网络最多只能读取 ${network.maxLength} 个。`,
    ),
    fix: text(
      `Set the collator’s length to ${network.maxLength} or less, or increase the network’s context length.`,
      `请把数据整理器的长度设为不超过 ${network.maxLength}，或增大网络的上下文长度。`,
    ),
  })
}

/** A network that is trained from scratch can be made to read longer texts. */
const longerContext = ({ params, start }: ObjectivePlan['network'], longest: number) =>
  start === undefined && sizes.contextParamName in params && longest <= sizes.maxContext
    ? { paramFix: { of: ['objective', 'network'], set: { [sizes.contextParamName]: longest } } }
    : {}
