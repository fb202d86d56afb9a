import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { blockInfo as served } from '../../core/block/block-info.ts'
import { emptyGraph, type Graph, graphSchema, type Wire } from '../../core/graph/graph.ts'
import { wireRefusal } from '../../core/graph/wire-refusal.ts'
import { blocks } from '../../nodes/index.ts'
import { findAdapters, typeMismatch, wiresThrough } from '../../renderer/rewiring/adapters.ts'
import { usageOf } from '../../renderer/rewiring/usage.ts'

const folder = join(import.meta.dirname, '../../examples')
const examples = readdirSync(folder)
  .filter(name => name.endsWith('.patchbay'))
  .map(name => ({ id: name, graph: graphSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))) }))
const habits = usageOf(examples)
const infos = new Map([...blocks].map(([id, block]) => [id, served(block)]))

const graphOf = (...types: string[]): Graph => ({
  ...emptyGraph(),
  blocks: types.map(type => ({ id: type, type, params: {}, at: [0, 0] })),
})
const ways = (from: [string, string], to: [string, string]) => {
  const graph = graphOf(from[0], to[0])
  const types = typeMismatch(graph, [from, to], infos)
  if (!types) return undefined
  return findAdapters(types.from, types.to, infos.values(), habits, types.ends).map(way => way.map(s => s.block.id))
}

test('a network reaches the trainer through the objective that suits it', () => {
  expect(ways(['gpt2', 'network'], ['trainer', 'objective'])?.[0]).toEqual(['causal-lm'])
  expect(ways(['bert', 'network'], ['trainer', 'objective'])?.[0]).toEqual(['masked-lm'])
  expect(ways(['t5', 'network'], ['trainer', 'objective'])?.[0]).toEqual(['seq2seq-lm'])
})

test('rows reach a collator through a tokenizer, and the trainer through two blocks', () => {
  expect(ways(['sample-text', 'rows'], ['shift-tokens', 'tokens'])?.[0]).toEqual(['bpe-tokenizer'])
  const [first] = ways(['sample-text', 'rows'], ['trainer', 'batches']) ?? []
  expect(first).toHaveLength(2)
  expect(first?.[0]).toBe('bpe-tokenizer')
})

test('where nothing leads, nothing is offered; ports that fit need nothing', () => {
  expect(ways(['adamw', 'optimizer'], ['shift-tokens', 'tokens'])).toEqual([])
  expect(ways(['sample-text', 'rows'], ['bpe-tokenizer', 'rows'])).toBeUndefined()
})

test('every adapter offered makes wires that all fit', () => {
  const outputs = [...infos.values()].flatMap(b => Object.keys(b.outputs).map((port): [string, string] => [b.id, port]))
  const inputs = [...infos.values()].flatMap(b => Object.keys(b.inputs).map((port): [string, string] => [b.id, port]))
  let checked = 0
  for (const from of outputs)
    for (const to of inputs) {
      const graph = graphOf(from[0], to[0])
      const types = from[0] === to[0] ? undefined : typeMismatch(graph, [from, to], infos)
      if (!types) continue
      const wire: Wire = [from, to]
      for (const way of findAdapters(types.from, types.to, infos.values(), habits, types.ends).slice(0, 3)) {
        const ids = way.map((_, i) => `new-${i}`)
        const added = way.map(({ block }, i) => ({
          id: ids[i] ?? '',
          type: block.id,
          params: {},
          at: [0, 0] as [number, number],
        }))
        const whole = { ...graph, blocks: [...graph.blocks, ...added] }
        for (const part of wiresThrough(wire, way, ids)) expect(wireRefusal(whole, part, infos)).toBeUndefined()
        checked++
      }
    }
  expect(checked).toBeGreaterThan(1000)
})
