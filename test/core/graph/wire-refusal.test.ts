import { expect, test } from 'vitest'
import type { BlockInfo } from '../../../core/block/block-info.ts'
import { emptyGraph, type Graph } from '../../../core/graph/graph.ts'
import { wireRefusal } from '../../../core/graph/wire-refusal.ts'
import { text } from '../../../core/text.ts'

const kind = (id: string, input: 'rows' | 'tokens', output: 'rows' | 'tokens'): [string, BlockInfo] => [
  id,
  {
    id,
    category: 'data',
    title: text(id, id),
    help: text('', ''),
    inputs: { in: { type: input, label: text(input, input) } },
    outputs: { out: { type: output, label: text(output, output) } },
    keywords: [],
    params: {},
    presets: {},
    defaults: {},
  },
]
const kinds = new Map([kind('rows', 'rows', 'rows'), kind('tokens', 'tokens', 'tokens')])
const graph: Graph = {
  ...emptyGraph(),
  blocks: ['rows', 'rows', 'tokens'].map((type, i) => ({ id: `b${i}`, type, params: {}, at: [0, 0] })),
  wires: [
    [
      ['b0', 'out'],
      ['b1', 'in'],
    ],
  ],
}

test('a wire between ports of one type can be drawn, even to an occupied input', () => {
  expect(
    wireRefusal(
      graph,
      [
        ['b0', 'out'],
        ['b1', 'in'],
      ],
      kinds,
    ),
  ).toBeUndefined()
})

test('a refused wire says why: wrong type, wrong direction, itself, a circle', () => {
  expect(
    wireRefusal(
      graph,
      [
        ['b0', 'out'],
        ['b2', 'in'],
      ],
      kinds,
    )?.en,
  ).toContain('needs tokens here, but “rows” outputs rows')
  expect(
    wireRefusal(
      graph,
      [
        ['b0', 'in'],
        ['b1', 'out'],
      ],
      kinds,
    )?.en,
  ).toContain('connects an output to an input')
  expect(
    wireRefusal(
      graph,
      [
        ['b0', 'out'],
        ['b0', 'in'],
      ],
      kinds,
    )?.en,
  ).toContain('cannot be connected to itself')
  expect(
    wireRefusal(
      graph,
      [
        ['b1', 'out'],
        ['b0', 'in'],
      ],
      kinds,
    )?.en,
  ).toContain('cycle')
})
