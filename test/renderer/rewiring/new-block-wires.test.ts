import { expect, test } from 'vitest'
import { blockInfo as served } from '../../../core/block/block-info.ts'
import { emptyGraph, type Graph, type Wire } from '../../../core/graph/graph.ts'
import { blocks } from '../../../nodes/index.ts'
import { searchBlocks } from '../../../renderer/blocks/block-search.ts'
import {
  blockRelevance,
  newWireFrom,
  newWiresFor,
  newWiresForSplice,
  toWire,
} from '../../../renderer/rewiring/new-block-wires.ts'
import { usageOf } from '../../../renderer/rewiring/usage.ts'

const infos = new Map([...blocks].map(([id, block]) => [id, served(block)]))
const graphOf = (types: readonly string[], wires: Wire[] = []): Graph => ({
  ...emptyGraph(),
  blocks: types.map(type => ({ id: type, type, params: {}, at: [0, 0] })),
  wires,
})
const info = (id: string) => {
  const found = infos.get(id)
  if (!found) throw new Error(`no block ${id}`)
  return found
}
const wires = (graph: Graph, selected: readonly string[], id: string) =>
  newWiresFor(graph, selected, info(id), infos).map(joint => toWire(joint, 'new'))

test('a new block takes what the selected one gives', () => {
  expect(wires(graphOf(['sample-text']), ['sample-text'], 'bpe-tokenizer')).toEqual([
    [
      ['sample-text', 'rows'],
      ['new', 'rows'],
    ],
  ])
})

test('or gives what the selected one still waits for, and never takes a wire away', () => {
  expect(wires(graphOf(['trainer']), ['trainer'], 'adamw')).toEqual([
    [
      ['new', 'optimizer'],
      ['trainer', 'optimizer'],
    ],
  ])
  const fed: Wire[] = [
    [
      ['adamw', 'optimizer'],
      ['trainer', 'optimizer'],
    ],
  ]
  expect(wires(graphOf(['trainer', 'adamw'], fed), ['trainer'], 'adamw')).toEqual([])
})

test('a block that joins several takes all that are selected, each once', () => {
  const graph = graphOf(['shift-tokens', 'causal-lm', 'adamw'])
  expect(wires(graph, ['shift-tokens', 'causal-lm', 'adamw'], 'trainer').map(([from]) => from[0])).toEqual([
    'shift-tokens',
    'causal-lm',
    'adamw',
  ])
  expect(wires(graphOf(['sample-text', 'text-file']), ['sample-text', 'text-file'], 'join-rows')).toHaveLength(2)
})

test('a dropped wire is taken by the first port of its kind, and by no other block', () => {
  const graph = graphOf(['sample-text'])
  const from = { block: 'sample-text', port: 'rows', side: 'output' as const }
  expect(newWireFrom(from, info('split'), graph, infos)?.newPort).toBe('rows')
  expect(newWireFrom(from, info('gpt2'), graph, infos)).toBeUndefined()
})

test('with nothing typed, what the selection and the graph wait for comes first', () => {
  const graph = graphOf(['causal-lm'])
  const habits = usageOf([
    {
      id: 'clm',
      graph: graphOf(
        ['gpt2', 'causal-lm'],
        [
          [
            ['gpt2', 'network'],
            ['causal-lm', 'network'],
          ],
        ],
      ),
    },
  ])
  const first = (selected: readonly string[]) =>
    searchBlocks(infos.values(), '', {
      relevance: blockRelevance(
        graph,
        { near: [...selected], joins: b => newWiresFor(graph, selected, b, infos).length > 0 },
        infos,
        habits,
      ),
    })[0]?.id
  expect(first([])).toBe('gpt2')
  expect(first(['causal-lm'])).toBe('gpt2')
})

test('a block goes into a wire where both its ports carry what the wire does', () => {
  const wire: Wire = [
    ['sample-text', 'rows'],
    ['bpe-tokenizer', 'rows'],
  ]
  const graph = graphOf(['sample-text', 'bpe-tokenizer'], [wire])
  const joined = newWiresForSplice(graph, wire, info('shuffle-rows'), infos).map(joint => toWire(joint, 'new'))
  expect(joined).toEqual([
    [
      ['sample-text', 'rows'],
      ['new', 'rows'],
    ],
    [
      ['new', 'rows'],
      ['bpe-tokenizer', 'rows'],
    ],
  ])
  expect(newWiresForSplice(graph, wire, info('gpt2'), infos)).toEqual([])
})
