import { expect, test } from 'vitest'
import type { PlacedBlock, Wire } from '../../../core/graph/graph.ts'
import { topologicalOrder } from '../../../core/graph/topology.ts'

const blocks = (...ids: string[]): PlacedBlock[] => ids.map(id => ({ id, type: id, params: {}, at: [0, 0] }))
const wire = (from: string, to: string): Wire => [
  [from, 'out'],
  [to, 'in'],
]
const ordered = (ids: string[], wires: Wire[]) => topologicalOrder({ blocks: blocks(...ids), wires }).map(b => b.id)

test('every block comes after those that feed it, and otherwise as it is listed', () => {
  expect(ordered(['c', 'b', 'a'], [wire('a', 'b'), wire('b', 'c')])).toEqual(['a', 'b', 'c'])
  expect(ordered(['x', 'c', 'y', 'a'], [wire('a', 'c')])).toEqual(['x', 'y', 'a', 'c'])
})

test('nothing is lost in a circle, and wires to nowhere hold nothing back', () => {
  expect(ordered(['a', 'b', 'c'], [wire('a', 'b'), wire('b', 'a'), wire('gone', 'c')])).toEqual(['c', 'a', 'b'])
})
