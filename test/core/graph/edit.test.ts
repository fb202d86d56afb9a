import { describe, expect, test } from 'vitest'
import { copyBlocks } from '../../../core/graph/clipboard.ts'
import { applyEdit, type Edit } from '../../../core/graph/edit.ts'
import { emptyGraph, type Graph, graphSchema, type PlacedBlock, type Wire } from '../../../core/graph/graph.ts'
import { newHistory, recordEdit, sealEntry, undo } from '../../../core/graph/history.ts'
import { uniqueId } from '../../../core/graph/unique-id.ts'

const block = (id: string): PlacedBlock => ({ id, type: 'kind', params: {}, at: [0, 0] })
const wire = (from: string, to: string, port = 'in'): Wire => [
  [from, 'out'],
  [to, port],
]
const drawn = (...ids: string[]): Graph => applyEdit(emptyGraph(), { do: 'add', blocks: ids.map(block), wires: [] })

describe('editing a graph', () => {
  test('a wire to an occupied input replaces the wire that was there', () => {
    const one = applyEdit(drawn('a', 'b', 'c'), { do: 'connect', wire: wire('a', 'c') })
    const two = applyEdit(one, { do: 'connect', wire: wire('b', 'c') })
    expect(two.wires).toEqual([wire('b', 'c')])
  })

  test('removing a block removes its wires', () => {
    const graph = applyEdit(drawn('a', 'b'), { do: 'connect', wire: wire('a', 'b') })
    expect(applyEdit(graph, { do: 'remove', blocks: ['a'], wires: [] })).toMatchObject({
      blocks: [{ id: 'b' }],
      wires: [],
    })
  })

  test('a wire to a block that is not there, or to itself, is not drawn', () => {
    const graph = drawn('a')
    expect(applyEdit(graph, { do: 'connect', wire: wire('a', 'ghost') })).toBe(graph)
    expect(applyEdit(graph, { do: 'connect', wire: wire('a', 'a') })).toBe(graph)
  })

  test('copies get fresh ids and keep the wires among them', () => {
    const graph = applyEdit(drawn('kind', 'kind-2'), { do: 'connect', wire: wire('kind', 'kind-2') })
    const after = applyEdit(graph, copyBlocks(graph, graph))
    expect(after.blocks.map(b => b.id)).toEqual(['kind', 'kind-2', 'kind-3', 'kind-4'])
    expect(after.wires).toContainEqual(wire('kind-3', 'kind-4'))
    expect(uniqueId(after, 'other')).toBe('other')
  })

  test('keys that this version does not know survive an edit', () => {
    const graph = graphSchema.parse({ ...drawn('a'), future: 1 })
    expect(applyEdit(graph, { do: 'rename', name: 'x' })).toMatchObject({ future: 1, name: 'x' })
  })
})

describe('undo', () => {
  test('typing in one field is one action, until the field is left', () => {
    const set = (value: number): Edit => ({ do: 'set', block: 'a', param: 'width', value })
    let history = newHistory(drawn('a'))
    for (const value of [1, 12, 128]) history = recordEdit(history, set(value))
    expect(history.past).toHaveLength(1)
    history = recordEdit(sealEntry(history), set(256))
    expect(history.past).toHaveLength(2)
    expect(undo(undo(history)).present.blocks[0]?.params).toEqual({})
  })

  test('several values set together are one action', () => {
    const sized = (width: number, layers: number): Edit => ({ do: 'set-all', block: 'a', values: { width, layers } })
    const history = recordEdit(newHistory(drawn('a')), sized(128, 2))
    expect(history.present.blocks[0]?.params).toEqual({ width: 128, layers: 2 })
    expect(recordEdit(history, sized(128, 2))).toBe(history)
    const again = recordEdit(sealEntry(history), sized(256, 4))
    expect(undo(again).present).toBe(history.present)
    expect(undo(undo(again)).present.blocks[0]?.params).toEqual({})
  })

  test('an edit that changes nothing is no action', () => {
    const history = newHistory(drawn('a'))
    expect(recordEdit(history, { do: 'move', to: { a: [0, 0] } })).toBe(history)
  })
})
