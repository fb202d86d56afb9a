import { expect, test } from 'vitest'
import { z } from 'zod'
import { ropeFields, ropeOptions } from '../../../nodes/model/rope-config.ts'

/** How far the eight pairs of a head of 16 turn. */
function turns(config: object): number[] {
  const { theta, scaleFrequency: slowed = turn => turn } = ropeOptions(z.looseObject(ropeFields).parse(config))
  return Array.from({ length: 8 }, (_, j) => slowed(theta ** (-j / 8)))
}
const near = (config: object, wanted: readonly number[]) => {
  for (const [j, turn] of turns(config).entries()) expect(turn / (wanted[j] as number)).toBeCloseTo(1, 6)
}
const plain = Array.from({ length: 8 }, (_, j) => 10_000 ** (-j / 8))

const llama3 = {
  rope_type: 'llama3',
  factor: 8,
  low_freq_factor: 1,
  high_freq_factor: 16,
  original_max_position_embeddings: 512,
}
/** As Transformers 5.24 computes them for a base of 1000. */
const slowed = [1.0, 0.4216965, 0.1621718, 0.03172978, 0.006861613, 0.001734307, 0.0007029267, 0.0002964217]

test('positions turn as config.json says, in the words of Transformers 5 and of those before', () => {
  near({}, plain)
  near({ rope_scaling: null }, plain)
  near({ rope_parameters: { rope_theta: 10_000, rope_type: 'default' }, rope_theta: 7 }, plain)
  const stretched = plain.map(turn => turn / 2.5)
  near({ rope_parameters: { rope_theta: 10_000, rope_type: 'linear', factor: 2.5 } }, stretched)
  near({ rope_scaling: { type: 'linear', factor: 2.5 } }, stretched)
})

test('the turns of Llama 3.1 are those of Transformers: fast ones stay, slow ones become slower, others lie between', () => {
  near({ rope_parameters: { ...llama3, rope_theta: 1000 } }, slowed)
  near({ rope_theta: 1000, rope_scaling: llama3 }, slowed)
})

test('turns of a kind that is not known are refused instead of taken for others', () => {
  for (const rope of [{ rope_type: 'yarn', factor: 4 }, { rope_type: 'linear' }, { partial_rotary_factor: 0.5 }])
    expect(z.looseObject(ropeFields).safeParse({ rope_parameters: rope }).success).toBe(false)
})
