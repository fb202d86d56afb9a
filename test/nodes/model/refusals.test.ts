import { expect, test } from 'vitest'
import { checkGraph } from '../../../core/compile/check-graph.ts'
import { compilePlan } from '../../../core/compile/compile-plan.ts'
import { blocks } from '../../../nodes/index.ts'
import { type Family, graphOf } from './small-plan.ts'

function problemOf(family: Family, network: Record<string, unknown>) {
  const pipeline = checkGraph(graphOf(family, network), blocks)
  const plan = pipeline.ok ? compilePlan(pipeline.value) : pipeline
  if (plan.ok) throw new Error('expected a problem')
  return plan.problems[0]
}

test('LLaMA refuses heads that cannot be shared out, and names a number that can', () => {
  const problem = problemOf('llama', { heads: 4, sharedHeads: 3 })
  expect(problem).toMatchObject({ block: 'network', param: 'sharedHeads', code: 'shared-heads' })
  expect(problem?.fix.en).toBe('Use 2, or 0 for one per head.')
  expect(checkGraph(graphOf('llama', { heads: 4, sharedHeads: 2 }), blocks).ok).toBe(true)
})

test('LLaMA refuses more shared heads than heads', () => {
  expect(problemOf('llama', { heads: 4, sharedHeads: 8 })).toMatchObject({ param: 'sharedHeads' })
})

test('LLaMA refuses heads that do not hold pairs', () => {
  expect(problemOf('llama', { width: 28, heads: 4 })).toMatchObject({ code: 'odd-head', param: 'width' })
})

test('BART refuses texts longer than its context', () => {
  expect(problemOf('bart', { context: 8 })).toMatchObject({ code: 'too-long', block: 'trainer' })
})
