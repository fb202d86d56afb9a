import { text } from '../text.ts'
import type { Metric } from './metric.ts'

/** Among how many tokens a model is as uncertain as if all were equally likely, from its loss in nats per token. */
export const perplexity = (loss: number): number => Math.exp(loss)

/** Bits needed per UTF-8 byte of the text that was predicted, from the total loss in nats: the measure that any tokenizer shares. */
export const bitsPerByte = (nats: number, bytes: number): number => nats / Math.LN2 / bytes

export default [
  {
    id: 'loss',
    title: text('loss (nats)', '损失（nats）'),
    unit: 'number',
    symbol: 'nats/token',
    better: 'down',
    order: 10,
  },
  {
    id: 'perplexity',
    title: text('perplexity', '困惑度'),
    unit: 'number',
    better: 'down',
    order: 20,
    from: { loss: perplexity },
  },
  {
    id: 'bits-per-byte',
    title: text('bits per byte', '每字节比特数'),
    unit: 'number',
    symbol: 'bits/byte',
    acrossObjectives: true,
    better: 'down',
    order: 30,
    from: { bytes: (nats, bytes) => (bytes > 0 ? bitsPerByte(nats, bytes) : undefined) },
  },
] satisfies readonly Metric[]
