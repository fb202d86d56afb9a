import { z } from 'zod'
import type { EngineReport } from '../../core/run/report.ts'

const valueSchema = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])])
const textSchema = z.object({ en: z.string(), zh: z.string() })
const tokenSchema = z.object({ text: z.string(), probability: z.number() })
const countSchema = z.number().nonnegative()
const spanSchema = tokenSchema.extend({ from: countSchema, to: countSchema, label: z.string().optional() })

const problemSchema = z.object({
  code: z.string(),
  severity: z.enum(['missing', 'error', 'warning']),
  block: z.string().optional(),
  param: z.string().optional(),
  message: textSchema,
  fix: textSchema,
})

const reportSchema = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('start'),
    engine: z.string(),
    device: z.string(),
    parameters: countSchema,
    steps: countSchema,
    tokensPerStep: countSchema,
    flopsPerStep: countSchema,
    vocabulary: countSchema,
  }),
  z.object({
    t: z.literal('phase'),
    phase: z.enum(['read', 'tokenizer', 'tokens', 'build', 'shaders', 'train', 'evaluate', 'checkpoint']),
    done: countSchema.optional(),
    total: countSchema.optional(),
    secondsLeft: countSchema.optional(),
  }),
  z.object({
    t: z.literal('point'),
    step: z.int(),
    tokens: z.int(),
    seconds: countSchema,
    values: z.record(z.string(), valueSchema),
  }),
  z.object({
    t: z.literal('sample'),
    step: z.int(),
    task: z.enum(['continue', 'fill', 'restore', 'translate', 'class', 'score', 'tags', 'spot', 'answer']),
    input: z.string(),
    context: z.string().optional(),
    output: z.string(),
    blanks: z.array(z.array(tokenSchema)).optional(),
    spans: z.array(spanSchema).optional(),
  }),
  z.object({
    t: z.literal('checkpoint'),
    step: z.int(),
    folder: z.string(),
    loss: valueSchema.optional(),
    best: z.boolean(),
  }),
  z.object({ t: z.literal('warn'), code: z.string(), message: textSchema }),
  z.object({ t: z.literal('done'), step: z.int(), stopped: z.boolean() }),
  z.object({ t: z.literal('failed'), problem: problemSchema }),
])

/** The report in a line of an engine's output; undefined when the line is something else, which belongs in the log. */
export function parseReport(line: string): EngineReport | undefined {
  try {
    const parsed = reportSchema.safeParse(JSON.parse(line))
    return parsed.success ? (parsed.data as EngineReport) : undefined
  } catch {
    return undefined
  }
}
