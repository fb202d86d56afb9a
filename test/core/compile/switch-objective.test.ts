import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkGraph } from '../../../core/compile/check-graph.ts'
import { compilePlan } from '../../../core/compile/compile-plan.ts'
import { type SwitchedGraph, switchObjectiveFamily } from '../../../core/compile/switch-objective.ts'
import { applyEdit } from '../../../core/graph/edit.ts'
import { flatten } from '../../../core/graph/flatten.ts'
import { type Graph, graphSchema } from '../../../core/graph/graph.ts'
import { newHistory, recordEdit, undo } from '../../../core/graph/history.ts'
import { objectiveFamilies } from '../../../core/plan/plan.ts'
import { blocks } from '../../../nodes/index.ts'
import { families, graphOf } from '../../nodes/model/small-plan.ts'
import { problemsOf, withoutWireTo, withParams, withType } from './graphs.ts'

const folder = join(import.meta.dirname, '../../../examples')
const example = (name: string): Graph =>
  graphSchema.parse(JSON.parse(readFileSync(join(folder, `${name}.patchbay`), 'utf8')))
const informed = (graph: Graph) => ({ ok: true, value: graph }) as const

function switched(graph: Graph, way: (typeof objectiveFamilies)[number]): SwitchedGraph {
  const result = switchObjectiveFamily(graph, { family: way, blocks, withFacts: informed })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}
const to = (graph: Graph, ...path: (typeof objectiveFamilies)[number][]): Graph =>
  path.reduce((now, way) => switched(now, way).graph, graph)

function planOf(graph: Graph) {
  const checked = checkGraph(graph, blocks)
  const compiled = checked.ok ? compilePlan(checked.value) : checked
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  return compiled.value
}

const plain = readdirSync(folder)
  .map(file => file.replace('.patchbay', ''))
  .filter(name => {
    const checked = checkGraph(example(name), blocks)
    const compiled = checked.ok ? compilePlan(checked.value) : checked
    return compiled.ok && compiled.value.batches.tokens.rows.columns.includes('text')
  })

describe.each(plain)('the example “%s”', name => {
  const graph = example(name)
  test.each(objectiveFamilies)(
    'switches to %s and is ready to run, with the same data, tokenizer, seed and budget',
    way => {
      const after = switched(graph, way)
      expect(after.problems).toEqual([])
      const [before, now] = [planOf(graph), planOf(after.graph)]
      expect(now.batches.task).toBe(way)
      expect(now.batches.tokens).toEqual(before.batches.tokens)
      expect(now.training).toEqual(before.training)
      expect(now.optimizer).toEqual(before.optimizer)
      expect(now.batches.collator.params.length).toBe(before.batches.collator.params.length)
      for (const size of ['width', 'layers', 'heads'])
        if (size in before.objective.network.params)
          expect(now.objective.network.params[size], size).toBe(before.objective.network.params[size])
    },
  )
})

test('the examples of plain text are the three ways of learning, and more', () => {
  expect(plain).toEqual(expect.arrayContaining(['clm', 'mlm', 'seq2seq', 'sentiment']))
})

describe('there and back', () => {
  test.each(['clm', 'mlm', 'seq2seq'])('the example “%s” is the very same again, by every way', name => {
    const graph = example(name)
    const own = planOf(graph).batches.task as (typeof objectiveFamilies)[number]
    for (const way of objectiveFamilies.filter(one => one !== own)) {
      expect(to(graph, way, own), way).toEqual(graph)
      for (const other of objectiveFamilies) expect(to(graph, way, other, own), `${way} ${other}`).toEqual(graph)
    }
  })

  test.each(families)('a %s comes back with all that it had', family => {
    const graph = withParams(graphOf(family), 'collator', {})
    const own = planOf(graph).batches.task as (typeof objectiveFamilies)[number]
    for (const way of objectiveFamilies.filter(one => one !== own)) {
      const back = to(graph, way, own)
      expect(flatten(back).blocks.map(({ type, params }) => [type, params])).toEqual(
        graph.blocks.map(({ type, params }) => [type, params]),
      )
    }
  })

  test('what was changed in between is taken along, and what was not comes back as it was', () => {
    const graph = withParams(graphOf('gpt3', { context: 16 }), 'collator', { across: false })
    const there = withParams(withParams(to(graph, 'masked'), 'network', { width: 48 }), 'trainer', { seed: 9 })
    const back = to(there, 'causal')
    const [network, collator, trainer] = ['network', 'collator', 'trainer'].map(id =>
      back.blocks.find(b => b.id === id),
    )
    expect(network).toMatchObject({ type: 'gpt3', params: { width: 48, window: 4, context: 16 } })
    expect(collator?.params).toEqual({ length: 16, across: false })
    expect(trainer?.params.seed).toBe(9)
  })
})

test('it is one action, told block by block, and undone in one', () => {
  const graph = example('clm')
  const { edit: change, changes, graph: after } = switched(graph, 'masked')
  expect(changes.map(({ from, to }) => `${from.type} → ${to.type}`).sort()).toEqual([
    'causal-lm → masked-lm',
    'gpt2 → bert',
    'shift-tokens → mask-tokens',
  ])
  expect(changes.find(({ block }) => block === 'network')?.to.params).toEqual({
    width: 128,
    layers: 3,
    heads: 4,
    context: 66, // masked batches have a begin and an end token
  })
  const history = recordEdit(newHistory(graph), change)
  expect(history.present).toEqual(after)
  expect(history.past).toHaveLength(1)
  expect(undo(history).present).toBe(graph)
  expect(after.wires).toEqual(graph.wires)
})

test('blocks in a sub-graph are switched where they are', () => {
  const graph = applyEdit(example('clm'), {
    do: 'enclose',
    blocks: ['collator', 'tokenizer'],
    id: 'data',
    name: 'Data',
  })
  const after = switched(graph, 'seq2seq')
  expect(after.problems).toEqual([])
  expect(after.graph.blocks.find(({ id }) => id === 'data')?.graph?.blocks.map(({ type }) => type)).toContain(
    'corrupt-spans',
  )
  expect(to(after.graph, 'causal')).toEqual(graph)
})

test('a tokenizer without a mask or with too few sentinels gets them', () => {
  const graph = withParams(example('clm'), 'tokenizer', { mask: false, sentinels: 0 })
  for (const way of ['masked', 'seq2seq'] as const) {
    const after = switched(graph, way)
    expect(after.problems).toEqual([])
    expect(after.changes.map(({ block }) => block)).toContain('tokenizer')
  }
})

test('heads that do not share the width of an LSTM evenly are made fewer', () => {
  const graph = withParams(graphOf('lstm'), 'network', { width: 130, wordWidth: 0 })
  expect(switched(graph, 'causal').problems).toEqual([])
})

test('pairs learn from left to right as questions and answers; hidden tokens need plain text, which is said', () => {
  const graph = example('pronounce')
  const causal = switched(graph, 'causal')
  expect(causal.problems).toEqual([])
  expect(causal.graph.blocks.find(({ id }) => id === 'collator')?.type).toBe('answer-tokens')
  const masked = switchObjectiveFamily(graph, { family: 'masked', blocks, withFacts: informed })
  expect(masked.ok ? [] : masked.problems.map(({ code, block }) => [code, block])).toEqual([['needs-text', 'collator']])
})

test('a pipeline that is not connected yet cannot be switched, which is said', () => {
  const half = withoutWireTo(example('clm'), 'trainer.objective')
  const result = switchObjectiveFamily(half, { family: 'masked', blocks, withFacts: informed })
  expect(result.ok ? [] : result.problems.map(({ code }) => code)).toEqual(['nothing-to-switch'])
  expect(problemsOf(withType(example('clm'), 'network', 'bert'))).not.toEqual([])
})
