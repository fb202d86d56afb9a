import { text } from '../text.ts'
import type { Metric } from './metric.ts'

/** What a training reports beside its loss. */
export default [
  { id: 'unigram', title: text('unigram entropy of targets', '目标的一元熵'), unit: 'number', symbol: 'nats/token' },
  {
    id: 'learning-rate',
    title: text('learning rate', '学习率'),
    unit: 'number',
    aliases: ['rate'],
    aboutTraining: true,
  },
  { id: 'gradient-norm', title: text('gradient norm', '梯度范数'), unit: 'number', aboutTraining: true },
  {
    id: 'waiting',
    title: text('time waiting for batches', '等待批次的时间'),
    unit: 'fraction',
    better: 'down',
    aboutTraining: true,
  },
  { id: 'padding', title: text('padding', '填充'), unit: 'fraction', better: 'down', aboutTraining: true },
] satisfies readonly Metric[]
