import { expect, test } from 'vitest'
import { findTrainingRoles } from '../../../core/compile/training-roles.ts'
import { blockFacts } from '../../../core/train/block-facts.ts'
import { estimatePlan } from '../../../core/train/estimate.ts'
import { buildModel } from '../../../core/train/model.ts'
import { blocks } from '../../../nodes/index.ts'
import { type Family, graphOf, planOf } from '../../nodes/model/small-plan.ts'

function factsOf(family: Family) {
  const [plan, roles] = [planOf(family), findTrainingRoles(graphOf(family), blocks)]
  if (!roles) throw new Error('factsOf: no roles')
  const whole = estimatePlan(plan, blocks)
  return { facts: blockFacts(plan, roles, buildModel(plan, blocks), whole), whole }
}

test('batches say their tensors, a network its numbers, an objective its scores', () => {
  const { facts, whole } = factsOf('gpt2')
  expect(facts.collator?.tensors).toEqual([
    { name: 'ids', shape: [8, 16], dtype: 'int32' },
    { name: 'labels', shape: [128], dtype: 'int32' },
    { name: 'weights', shape: [128], dtype: 'float32' },
  ])
  expect(facts.collator?.memory).toBe((3 * 128 * 4) / 2 ** 20)
  expect(facts.network).toMatchObject({ parameters: whole.parameters, tensors: [{ name: 'hidden', shape: [128, 32] }] })
  expect(facts.network?.memory).toBeCloseTo((16 * whole.parameters) / 2 ** 20, 6) // weight, gradient, two moments
  expect(facts.objective?.tensors).toEqual([{ name: 'scores', shape: [128, 512], dtype: 'float32' }])
  expect(facts.trainer?.memory).toBe(whole.memory)
})

test('only hidden places are scored, and a decoder scores what it writes', () => {
  const masked = factsOf('bert').facts
  const asked = masked.collator?.tensors.find(({ name }) => name === 'rows')?.shape[0]
  expect(asked).toBe(8 * 2) // 15 % of 16 tokens in each example
  expect(masked.objective?.tensors[0]?.shape).toEqual([asked, 512])
  const seq2seq = factsOf('t5').facts
  const [B, U] = seq2seq.collator?.tensors.find(({ name }) => name === 'target')?.shape ?? []
  expect(seq2seq.objective?.tensors[0]?.shape).toEqual([(B ?? 0) * (U ?? 0), 512])
})
