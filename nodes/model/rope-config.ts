import { z } from 'zod'
import type { RopeOptions } from '../../core/nn/position-encodings.ts'

// How far positions turn, as config.json says it: Transformers 5 keeps all in rope_parameters, earlier versions the base in
// rope_theta and the rest in rope_scaling, with the kind as `type` before it was `rope_type`.

const base = { rope_theta: z.number().positive().optional(), partial_rotary_factor: z.literal(1).optional() }
const factor = z.number().min(1)

const kinds = z.discriminatedUnion('rope_type', [
  z.looseObject({ ...base, rope_type: z.literal('default') }),
  z.looseObject({ ...base, rope_type: z.literal('linear'), factor }),
  z.looseObject({
    ...base,
    rope_type: z.literal('llama3'),
    factor,
    low_freq_factor: z.number().positive(),
    high_freq_factor: z.number().positive(),
    original_max_position_embeddings: z.int().positive(),
  }),
])

const withRopeType = (rope: unknown) =>
  typeof rope === 'object' && rope !== null && !('rope_type' in rope)
    ? { ...rope, rope_type: 'type' in rope ? rope.type : 'default' }
    : rope

const kind = z.preprocess(withRopeType, kinds.nullish())

/** The keys of a config that say how positions turn. A kind that is not known here is refused, as it would give other numbers. */
export const ropeFields = {
  rope_theta: z.number().positive().default(10_000),
  rope_scaling: kind,
  rope_parameters: kind,
}

/** How positions turn in the network of a config. */
export function ropeOptions({
  rope_theta,
  rope_scaling,
  rope_parameters,
}: z.infer<z.ZodObject<typeof ropeFields>>): RopeOptions {
  const rope = rope_parameters ?? rope_scaling
  const theta = rope?.rope_theta ?? rope_theta
  if (rope?.rope_type === 'linear') return { theta, scaleFrequency: turn => turn / rope.factor }
  return rope?.rope_type === 'llama3' ? { theta, scaleFrequency: turn => llama3Frequency(turn, rope) } : { theta }
}

/** Llama 3.1: slow turns become slower by the factor, fast ones stay, and those between are mixed of both. */
function llama3Frequency(turn: number, rope: Extract<z.infer<typeof kinds>, { rope_type: 'llama3' }>): number {
  const { factor, low_freq_factor: low, high_freq_factor: high, original_max_position_embeddings: length } = rope
  const turns = (length * turn) / (2 * Math.PI) // whole turns over the length that was trained first
  if (turns < low) return turn / factor
  const kept = Math.min(1, (turns - low) / (high - low))
  return kept * turn + (1 - kept) * (turn / factor)
}
