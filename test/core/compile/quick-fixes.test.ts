import { describe, expect, test } from 'vitest'
import { applyEdit } from '../../../core/graph/edit.ts'
import type { Graph } from '../../../core/graph/graph.ts'
import { type QuickFix, quickFixEdit } from '../../../core/graph/quick-fix.ts'
import { graphOf } from '../../nodes/model/small-plan.ts'
import { problemsOf, withBlock, withoutWireTo, withParams, withWire } from './graphs.ts'

const graph = graphOf('gpt2')

/** What is drawn, and the repair that its one problem offers. */
const certain: Record<string, readonly [Graph, Partial<QuickFix> | undefined]> = {
  'a network that reads too little': [
    withParams(graph, 'network', { context: 8 }),
    { do: 'set', block: 'network', values: { context: 16 } },
  ],
  'heads that cannot share the width': [
    withParams(graph, 'network', { width: 32, heads: 3 }),
    { do: 'set', block: 'network', values: { heads: 2 } },
  ],
  'a value that is too large': [
    withParams(graph, 'network', { layers: 1000 }),
    { do: 'set', block: 'network', values: { layers: 96 } },
  ],
  'a value of the wrong kind': [
    withParams(graph, 'trainer', { seed: 'nine' }),
    { do: 'set', block: 'trainer', values: {}, clear: ['seed'] },
  ],
  'a parameter that does not exist': [
    withParams(graph, 'trainer', { speed: 11 }),
    { do: 'set', block: 'trainer', values: {}, clear: ['speed'] },
  ],
  'a vocabulary without room for its pieces': [
    withParams(graph, 'tokenizer', { size: 270 }),
    { do: 'set', block: 'tokenizer', values: { size: 292 } },
  ],
  'a tokenizer without a mask': [
    withParams(graphOf('bert'), 'tokenizer', { mask: false }),
    { do: 'set', block: 'tokenizer', values: { mask: true } },
  ],
  'too few sentinels': [
    withParams(graphOf('t5'), 'tokenizer', { sentinels: 0 }),
    { do: 'set', block: 'tokenizer', values: { sentinels: 1 } },
  ],
  'a wire to a port that is not there': [withWire(graph, 'text.rows → network.rows'), { do: 'cut' }],
  'a wire from a block that is gone': [withWire(graph, 'gone.schedule → optimizer.schedule'), { do: 'cut' }],
  'a wire that only one block can give': [withoutWireTo(graph, 'trainer.objective'), { do: 'connect' }],
  'a block of which there is one kind': [
    {
      ...graph,
      blocks: graph.blocks.filter(({ id }) => id !== 'optimizer'),
      wires: graph.wires.filter(([[from]]) => from !== 'optimizer'),
    },
    { do: 'add', type: 'adamw', port: 'optimizer', to: ['trainer', 'optimizer'] },
  ],
  'a wire that two blocks could give': [
    withBlock(withoutWireTo(graph, 'trainer.objective'), 'second', 'causal-lm'),
    undefined,
  ],
}

describe.each(Object.entries(certain))('%s', (_, [drawn, wanted]) => {
  const problem = problemsOf(drawn).find(({ block }) => block !== 'second')
  test('is repaired where that is certain, and then is no problem any more', () => {
    if (!wanted) return expect(problem?.repair).toBeUndefined()
    expect(problem?.repair).toMatchObject(wanted)
    const change = problem?.repair && quickFixEdit(drawn, problem.repair)
    const after = change ? applyEdit(drawn, change) : drawn
    expect(problemsOf(after)).toEqual([])
  })
})

test('a repair of a block in a sub-graph is made there', () => {
  const inside = applyEdit(certain['a network that reads too little']?.[0] ?? graph, {
    do: 'enclose',
    blocks: ['network'],
    id: 'sub',
    name: 'Net',
  })
  const [problem] = problemsOf(inside)
  expect(problem?.repair).toMatchObject({ block: 'sub/network' })
  const change = problem?.repair && quickFixEdit(inside, problem.repair)
  expect(change?.in).toEqual(['sub'])
  expect(problemsOf(change ? applyEdit(inside, change) : inside)).toEqual([])
})

test('a block that was deleted meanwhile has no repair', () => {
  expect(quickFixEdit(graph, { do: 'set', block: 'gone', values: {} })).toBeUndefined()
  expect(
    quickFixEdit(graph, { do: 'add', type: 'adamw', port: 'optimizer', to: ['gone', 'optimizer'] }),
  ).toBeUndefined()
})
