import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'

const tensorSchema = z.object({ shape: z.array(z.number()), data: z.array(z.number()) })
const idRowsSchema = z.array(z.array(z.int()))

const beamSchema = z.object({
  eos_token_id: z.union([z.int(), z.array(z.int())]),
  pad_token_id: z.int(),
  num_beams: z.int(),
  length_penalty: z.number(),
  early_stopping: z.union([z.boolean(), z.literal('never')]),
  max_new_tokens: z.int(),
  start: idRowsSchema,
  sequences: idRowsSchema,
  scores: z.array(z.number()),
})

const caseSchema = z.looseObject({
  kind: z.enum(['clm', 'mlm', 's2s', 'seqcls', 'bartcls', 'tokcls', 'qa', 'rtd', 'mlm_nsp']),
  inputs: z.record(z.string(), z.union([idRowsSchema, z.array(z.int())])),
  loss: z.number(),
  logits: tensorSchema.optional(),
  start_logits: tensorSchema.optional(),
  end_logits: tensorSchema.optional(),
  prediction_logits: tensorSchema.optional(),
  seq_relationship_logits: tensorSchema.optional(),
  grad_norms: z.record(z.string(), z.number()),
  train: z.object({
    lr_peak: z.number(),
    clip: z.number(),
    weight_decay: z.number(),
    decay_params: z.array(z.string()),
    lrs: z.array(z.number()),
    losses: z.array(z.number()),
    grad_norms_before_clip: z.array(z.number()),
  }),
  gen_input: idRowsSchema.optional(),
  greedy: idRowsSchema.optional(),
  beam: z.array(beamSchema).optional(),
})

/** Numbers that Transformers computed with a model: see test/fixtures/golden/README.md. */
export type GoldenCase = z.infer<typeof caseSchema>
export type BeamCase = z.infer<typeof beamSchema>

/** The case.json of a model's folder, if there is one. Throws Refusals when it cannot be used. */
export function readGoldenCase(folder: string): GoldenCase | undefined {
  const file = join(folder, 'case.json')
  if (!existsSync(file)) return undefined
  try {
    return caseSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined
    const where = issue ? `${issue.path.join('.')}: ${issue.message}` : String(error)
    throw new Refusals([
      {
        code: 'bad-case',
        severity: 'error',
        message: text(
          `case.json is not a valid reference case (${where}).`,
          `case.json 不是有效的参考用例（${where}）。`,
        ),
        fix: text('Delete it to check only the other files.', '删除该文件即可只检查其他文件。'),
      },
    ])
  }
}
