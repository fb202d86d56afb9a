import { describe, expect, test } from 'vitest'
import { checkGraph } from '../../../core/compile/check-graph.ts'
import { compilePlan } from '../../../core/compile/compile-plan.ts'
import { graphSchema } from '../../../core/graph/graph.ts'
import { blocks } from '../../main/data/pipeline.ts'

const problemsOf = (type: string, params: Record<string, unknown>) => {
  const graph = graphSchema.parse({ format: 'patchbay/1', blocks: [{ id: 'data', type, params }] })
  const checked = checkGraph(graph, blocks)
  const compiled = checked.ok ? compilePlan(checked.value) : checked
  return compiled.ok ? [] : compiled.problems
}

describe('a source without a file', () => {
  test.each(['text-file', 'pairs-file'])('%s is not ready yet, which is no error', type => {
    for (const params of [{}, { path: '' }, { path: '  ' }])
      expect(problemsOf(type, params)[0]).toMatchObject({
        code: 'missing-param',
        severity: 'missing',
        block: 'data',
        param: 'path',
      })
  })
})

test('a sample that does not exist is refused with the ones there are', () => {
  const [problem] = problemsOf('sample-text', { text: 'hamlet' })
  expect(problem).toMatchObject({ code: 'invalid-param', block: 'data', param: 'text' })
  expect(problem?.fix.en).toContain('moby-dick')
})
