import { z } from 'zod'
import type { Report } from '../../core/report.ts'

const value = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])])
const text = z.object({ en: z.string(), zh: z.string() })
const token = z.object({ text: z.string(), probability: z.number() })
const count = z.number().nonnegative()
const span = token.extend({ from: count, to: count, label: z.string().optional() })

const problem = z.object({
  code: z.string(),
  severity: z.enum(['missing', 'error', 'warning']),
  block: z.string().optional(),
  param: z.string().optional(),
  message: text,
  fix: text,
})

const report = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('start'),
    engine: z.string(),
    device: z.string(),
    parameters: count,
    steps: count,
    tokensPerStep: count,
    flopsPerStep: count,
    vocabulary: count,
  }),
  z.object({
    t: z.literal('phase'),
    phase: z.enum(['read', 'tokenizer', 'tokens', 'build', 'shaders', 'train', 'evaluate', 'checkpoint']),
    done: count.optional(),
    total: count.optional(),
    secondsLeft: count.optional(),
  }),
  z.object({
    t: z.literal('point'),
    step: z.int(),
    tokens: z.int(),
    seconds: count,
    values: z.record(z.string(), value),
  }),
  z.object({
    t: z.literal('sample'),
    step: z.int(),
    task: z.enum(['continue', 'fill', 'restore', 'translate', 'class', 'score', 'tags', 'spot', 'answer']),
    input: z.string(),
    context: z.string().optional(),
    output: z.string(),
    blanks: z.array(z.array(token)).optional(),
    spans: z.array(span).optional(),
  }),
  z.object({
    t: z.literal('checkpoint'),
    step: z.int(),
    folder: z.string(),
    loss: value.optional(),
    best: z.boolean(),
  }),
  z.object({ t: z.literal('warn'), code: z.string(), message: text }),
  z.object({ t: z.literal('done'), step: z.int(), stopped: z.boolean() }),
  z.object({ t: z.literal('failed'), problem }),
])

/** The report in a line of an engine's output; undefined when the line is something else, which belongs in the log. */
export function readReport(line: string): Report | undefined {
  try {
    const parsed = report.safeParse(JSON.parse(line))
    return parsed.success ? (parsed.data as Report) : undefined
  } catch {
    return undefined
  }
}
