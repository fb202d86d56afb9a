import { describe, expect, test } from 'vitest'
import { checkGraph } from '../../../core/compile/check-graph.ts'
import { emptyGraph, type Graph } from '../../../core/graph/graph.ts'
import type { Problem } from '../../../core/problem.ts'
import { blocks } from '../../../nodes/index.ts'
import { families, graphOf } from '../../nodes/model/small-plan.ts'
import { problemsOf, withBlock, withoutWireTo, withParams, withType, withWire } from './graphs.ts'

const graph = graphOf('gpt2')
const of = (drawn: Graph): readonly Problem[] => {
  const checked = checkGraph(drawn, blocks)
  return checked.ok ? [] : checked.problems
}

test.each(families)('the small %s pipeline has nothing wrong with it', family => {
  expect(problemsOf(graphOf(family))).toEqual([])
})

test('stages come in an order in which every source is before its readers, however the blocks were drawn', () => {
  const checked = checkGraph({ ...graph, blocks: graph.blocks.toReversed() }, blocks)
  const order = checked.ok ? checked.value.stages.map(({ id }) => id) : []
  for (const [[from], [to]] of graph.wires) expect(order.indexOf(from)).toBeLessThan(order.indexOf(to))
  expect(order).toHaveLength(graph.blocks.length)
})

/** What is drawn, and the one problem it has. */
const wrong: Record<string, readonly [Graph, Partial<Problem>]> = {
  'a wire that is missing': [
    withoutWireTo(graph, 'trainer.objective'),
    { code: 'missing-wire', severity: 'missing', block: 'trainer', param: 'objective' },
  ],
  'two wires into one port': [
    withWire(withBlock(graph, 'more', 'sample-text'), 'more.rows → split.rows'),
    { code: 'double-wire', severity: 'error', block: 'split', param: 'rows' },
  ],
  'a wire between ports of different types': [
    withWire(withoutWireTo(graph, 'collator.tokens'), 'split.rows → collator.tokens'),
    { code: 'wrong-wire', severity: 'error', block: 'collator', param: 'tokens' },
  ],
  'a wire to a port that does not exist': [
    withWire(graph, 'text.rows → network.rows'),
    { code: 'unknown-port', severity: 'error', block: 'network', param: 'rows' },
  ],
  'a wire from a port with a name that every object has': [
    withWire(graph, 'text.constructor → split.rows'),
    { code: 'unknown-port', severity: 'error', block: 'text', param: 'constructor' },
  ],
  'a wire from a block that is gone': [
    withWire(graph, 'gone.schedule → optimizer.schedule'),
    { code: 'wire-from-nowhere', severity: 'error', block: 'optimizer' },
  ],
  'wires in a circle': [
    withWire(
      withWire(withBlock(withBlock(graph, 'one', 'split'), 'two', 'split'), 'one.rows → two.rows'),
      'two.rows → one.rows',
    ),
    { code: 'loop', severity: 'error', block: 'one' },
  ],
  'a block that this version does not know': [
    withBlock(graph, 'new', 'time-machine'),
    { code: 'unknown-block', severity: 'error', block: 'new' },
  ],
  'a parameter that does not exist': [
    withParams(graph, 'network', { depth: 3 }),
    { code: 'invalid-param', severity: 'error', block: 'network', param: 'depth' },
  ],
  'a number that is too small': [
    withParams(graph, 'network', { layers: 0 }),
    { code: 'invalid-param', severity: 'error', block: 'network', param: 'layers' },
  ],
  'a number that is too large': [
    withParams(graph, 'network', { layers: 97 }),
    { code: 'invalid-param', severity: 'error', block: 'network', param: 'layers' },
  ],
  'a fraction where whole numbers belong': [
    withParams(graph, 'trainer', { batchSize: 2.5 }),
    { code: 'invalid-param', severity: 'error', block: 'trainer', param: 'batchSize' },
  ],
  'words where a number belongs': [
    withParams(graph, 'optimizer', { learningRate: 'fast' }),
    { code: 'invalid-param', severity: 'error', block: 'optimizer', param: 'learningRate' },
  ],
  'a choice that is not offered': [
    withParams(graph, 'text', { text: 'hamlet' }),
    { code: 'invalid-param', severity: 'error', block: 'text', param: 'text' },
  ],
  'a path that is not given yet': [
    withType(graph, 'text', 'text-file'),
    { code: 'missing-param', severity: 'missing', block: 'text', param: 'path' },
  ],
}

describe('a graph with one mistake has one problem, on the block it belongs to:', () => {
  test.each(Object.entries(wrong))('%s', (_, [drawn, problem]) => {
    const found = of(drawn)
    expect(found).toEqual([expect.objectContaining(problem)])
    expectWords(found[0])
  })
})

/** What is wrong and what to do, in both languages. */
function expectWords(problem: Problem | undefined): void {
  for (const text of [problem?.message, problem?.fix])
    expect(text).toEqual({ en: expect.stringMatching(/[a-z]/), zh: expect.stringMatching(/\p{Script=Han}/u) })
}

test('the words name the value and what is allowed', () => {
  const [layers] = of(withParams(graph, 'network', { layers: 97 }))
  expect(layers?.message.en).toBe('“Layers” cannot be 97.')
  expect(layers?.fix).toEqual({ en: 'Use at most 96.', zh: '请使用不大于 96 的值。' })
  const [text] = of(withParams(graph, 'text', { text: 'hamlet' }))
  expect(text?.message.zh).toBe('“文本”不能是 "hamlet"。')
  expect(text?.fix.en).toBe('Choose one of: moby-dick, state-of-the-union.')
  const [wires] = of(withWire(withoutWireTo(graph, 'collator.tokens'), 'split.rows → collator.tokens'))
  expect(wires?.message.en).toBe('This port needs tokens, but “Train/validation split” outputs rows.')
})

test('every problem is told at once', () => {
  const drawn = withParams(withoutWireTo(graph, 'collator.tokens'), 'network', { layers: 0, width: 1 })
  expect(of(drawn).map(({ block, param }) => `${block}.${param}`)).toEqual([
    'collator.tokens',
    'network.width',
    'network.layers',
  ])
})

test('an empty graph is not wrong, but there is nothing to run', () => {
  expect(of(emptyGraph())).toEqual([])
  expect(problemsOf(emptyGraph())).toMatchObject([{ code: 'no-trainer', severity: 'missing' }])
})
