import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compileUpTo } from '../../../core/compile/compile-up-to.ts'
import { graphSchema } from '../../../core/graph/graph.ts'
import { blocks } from '../../../nodes/index.ts'
import { problemsOf, withBlock, withoutWireTo, withParams, withType } from './graphs.ts'

const file = join(import.meta.dirname, '../../../examples/mlm.patchbay')
const graph = graphSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
const at = (id: string, drawn = graph) => {
  const flow = compileUpTo(drawn, id, blocks)
  return flow.ok ? flow.value : flow.problems
}

test('what leaves a block is what its wire carries, and a block that gives no data shows what it takes', () => {
  expect(at('text')).toMatchObject({ kind: 'rows', value: { steps: [] } })
  expect(at('split')).toMatchObject({ kind: 'rows', value: { steps: [{ block: 'split' }] } })
  expect(at('tokenizer')).toMatchObject({ kind: 'tokens', value: { tokenizer: { block: 'bpe-tokenizer' } } })
  expect(at('collator')).toMatchObject({
    kind: 'batches',
    value: { collator: { block: 'mask-tokens' }, task: 'masked' },
  })
  expect(at('trainer')).toEqual(at('collator'))
})

test('nothing behind the block needs to be right', () => {
  const broken = withParams(withoutWireTo(graph, 'trainer.objective'), 'network', { width: -1 })
  expect(problemsOf(broken)).not.toEqual([])
  expect(at('collator', broken)).toEqual(at('collator'))
  expect(at('trainer', broken)).toEqual(at('collator'))
})

test('what is wrong before the block is said about the block where it is wrong', () => {
  expect(at('collator', withParams(graph, 'split', { share: 2 }))).toMatchObject([{ block: 'split', param: 'share' }])
  expect(at('collator', withoutWireTo(graph, 'split.rows'))).toMatchObject([{ block: 'split', severity: 'missing' }])
  expect(at('collator', withType(graph, 'split', 'pair-tokens'))).not.toHaveProperty('kind')
  expect(at('collator', withType(graph, 'text', 'sample-pairs'))).toMatchObject([
    { block: 'collator', code: 'needs-text' },
  ])
})

test('a block without data, one without wires and one that is not there say so', () => {
  expect(at('optimizer')).toMatchObject([{ block: 'optimizer', code: 'nothing-to-preview' }])
  expect(at('trainer', withoutWireTo(graph, 'trainer.batches'))).toMatchObject([
    { block: 'trainer', param: 'batches', code: 'not-connected' },
  ])
  expect(at('nobody')).toMatchObject([{ code: 'no-such-block' }])
  expect(at('odd', withBlock(graph, 'odd', 'of-the-future'))).toMatchObject([{ block: 'odd' }])
})
