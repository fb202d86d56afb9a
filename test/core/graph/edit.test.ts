import { describe, expect, test } from 'vitest'
import { copies, type Edit, edit, freshId } from '../../../core/graph/edit.ts'
import { emptyGraph, type Graph, graphSchema, type PlacedBlock, type Wire } from '../../../core/graph/graph.ts'
import { act, begin, redo, seal, undo } from '../../../core/graph/history.ts'
import { hash } from '../../../core/random.ts'

const block = (id: string): PlacedBlock => ({ id, type: 'kind', params: {}, at: [0, 0] })
const wire = (from: string, to: string, port = 'in'): Wire => [
  [from, 'out'],
  [to, port],
]
const drawn = (...ids: string[]): Graph => edit(emptyGraph(), { do: 'add', blocks: ids.map(block), wires: [] })

describe('editing a graph', () => {
  test('a wire to an occupied input replaces the wire that was there', () => {
    const one = edit(drawn('a', 'b', 'c'), { do: 'connect', wire: wire('a', 'c') })
    const two = edit(one, { do: 'connect', wire: wire('b', 'c') })
    expect(two.wires).toEqual([wire('b', 'c')])
  })

  test('removing a block removes its wires', () => {
    const graph = edit(drawn('a', 'b'), { do: 'connect', wire: wire('a', 'b') })
    expect(edit(graph, { do: 'remove', blocks: ['a'], wires: [] })).toMatchObject({ blocks: [{ id: 'b' }], wires: [] })
  })

  test('a wire to a block that is not there, or to itself, is not drawn', () => {
    const graph = drawn('a')
    expect(edit(graph, { do: 'connect', wire: wire('a', 'ghost') })).toBe(graph)
    expect(edit(graph, { do: 'connect', wire: wire('a', 'a') })).toBe(graph)
  })

  test('copies get fresh ids and keep the wires among them', () => {
    const graph = edit(drawn('kind', 'kind-2'), { do: 'connect', wire: wire('kind', 'kind-2') })
    const after = edit(graph, copies(graph, graph.blocks, graph.wires))
    expect(after.blocks.map(b => b.id)).toEqual(['kind', 'kind-2', 'kind-3', 'kind-4'])
    expect(after.wires).toContainEqual(wire('kind-3', 'kind-4'))
    expect(freshId(after, 'other')).toBe('other')
  })

  test('keys that this version does not know survive an edit', () => {
    const graph = graphSchema.parse({ ...drawn('a'), future: 1 })
    expect(edit(graph, { do: 'rename', name: 'x' })).toMatchObject({ future: 1, name: 'x' })
  })
})

describe('undo', () => {
  test('typing in one field is one action, until the field is left', () => {
    const set = (value: number): Edit => ({ do: 'set', block: 'a', param: 'width', value })
    let history = begin(drawn('a'))
    for (const value of [1, 12, 128]) history = act(history, set(value))
    expect(history.past).toHaveLength(1)
    history = act(seal(history), set(256))
    expect(history.past).toHaveLength(2)
    expect(undo(undo(history)).present.blocks[0]?.params).toEqual({})
  })

  test('several values set together are one action', () => {
    const sized = (width: number, layers: number): Edit => ({ do: 'set-all', block: 'a', values: { width, layers } })
    const history = act(begin(drawn('a')), sized(128, 2))
    expect(history.present.blocks[0]?.params).toEqual({ width: 128, layers: 2 })
    expect(act(history, sized(128, 2))).toBe(history)
    const again = act(seal(history), sized(256, 4))
    expect(undo(again).present).toBe(history.present)
    expect(undo(undo(again)).present.blocks[0]?.params).toEqual({})
  })

  test('an edit that changes nothing is no action', () => {
    const history = begin(drawn('a'))
    expect(act(history, { do: 'move', to: { a: [0, 0] } })).toBe(history)
  })

  test('after 2,000 random edits, undoing all gives the start and redoing all the end, and no wire points nowhere', () => {
    const start = drawn('kind')
    let history = begin(start)
    for (let i = 0; i < 2000; i++) {
      history = act(history, randomEdit(history.present, i))
      if (i % 7 === 0) history = undo(history)
      if (i % 11 === 0) history = redo(history)
      if (i % 3 === 0) history = seal(history)
      expectSound(history.present)
    }
    const end = history.present
    while (history.past.length > 0) history = undo(history)
    expect(history.present).toEqual(start)
    while (history.future.length > 0) history = redo(history)
    expect(history.present).toEqual(end)
    expect(graphSchema.parse(JSON.parse(JSON.stringify(end)))).toEqual(end)
  })
})

function randomEdit(graph: Graph, seed: number): Edit {
  const pick = <T>(from: readonly T[], salt: number): T | undefined => from[hash(seed, salt) % Math.max(1, from.length)]
  const a = pick(graph.blocks, 1)?.id ?? 'ghost'
  const b = pick([...graph.blocks.map(x => x.id), 'ghost'], 2) ?? 'ghost'
  const cut = pick(graph.wires, 3)
  switch (hash(seed, 0) % 9) {
    case 0:
      return { do: 'remove', blocks: [a], wires: [] }
    case 1:
      return { do: 'move', to: { [a]: [hash(seed, 4) % 900, hash(seed, 5) % 900] } }
    case 2:
      return { do: 'set', block: a, param: `p${seed % 3}`, value: seed % 4 === 0 ? undefined : seed }
    case 3:
      return { do: 'remove', blocks: [], wires: cut ? [cut] : [] }
    case 4:
      return copies(graph, graph.blocks.slice(0, 2), graph.wires)
    case 5:
      return { do: 'add', blocks: [block(freshId(graph, 'kind'))], wires: [wire(a, freshId(graph, 'kind'))] }
    case 6:
      return { do: 'set-all', block: a, values: { p0: seed % 5, p1: seed % 2 === 0 ? undefined : seed } }
    default:
      return { do: 'connect', wire: wire(a, b, `in${hash(seed, 6) % 2}`) }
  }
}

function expectSound({ blocks, wires }: Graph) {
  const ids = new Set(blocks.map(b => b.id))
  expect(ids.size).toBe(blocks.length)
  expect(wires.every(([from, to]) => ids.has(from[0]) && ids.has(to[0]))).toBe(true)
  expect(new Set(wires.map(([, to]) => to.join('.'))).size).toBe(wires.length)
}
