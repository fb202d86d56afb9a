import { describe, expect, test } from 'vitest'
import { applyEdit, type Edit } from '../../../core/graph/edit.ts'
import { flatten } from '../../../core/graph/flatten.ts'
import { emptyGraph, type Graph, graphSchema, type Wire } from '../../../core/graph/graph.ts'

const wire = (from: string, to: string): Wire => {
  const [[a = '', b = ''], [c = '', d = '']] = [from.split('.'), to.split('.')]
  return [
    [a, b],
    [c, d],
  ]
}
/** a → b → c, and a → d */
const graph: Graph = applyEdit(emptyGraph('g'), {
  do: 'add',
  blocks: ['a', 'b', 'c', 'd'].map((id, i) => ({ id, type: 'kind', params: { n: i }, at: [i * 100, i] })),
  wires: [wire('a.out', 'b.in'), wire('b.out', 'c.in'), wire('a.out', 'd.in')],
})
const apply = (start: Graph, ...edits: Edit[]) => edits.reduce(applyEdit, start)
const enclose = (...blocks: string[]): Edit => ({ do: 'enclose', blocks, id: 's', name: 'Part' })
const sets = (sheet: Pick<Graph, 'blocks' | 'wires'>) => ({
  blocks: new Set(sheet.blocks.map(b => JSON.stringify(b))),
  wires: new Set(sheet.wires.map(w => JSON.stringify(w))),
})

describe('a sub-graph', () => {
  test('takes blocks in, and wires at its border become ports', () => {
    const made = apply(graph, enclose('b', 'c'))
    expect(made.blocks.map(b => b.id)).toEqual(['a', 's', 'd'])
    expect(made.wires).toContainEqual(wire('a.out', 's.in'))
    expect(made.blocks[1]).toMatchObject({ name: 'Part', inputs: { in: ['b', 'in'] }, outputs: {} })
    expect(made.blocks[1]?.graph?.wires).toEqual([wire('b.out', 'c.in')])
  })

  test('one inner output that feeds two blocks is one port; two inputs of one name are two', () => {
    const fan = apply(graph, enclose('a'))
    expect(fan.blocks[0]?.outputs).toEqual({ out: ['a', 'out'] })
    expect(fan.wires).toContainEqual(wire('s.out', 'd.in'))
    const two = apply(graph, enclose('b', 'd'))
    expect(two.blocks.find(b => b.id === 's')?.inputs).toEqual({ in: ['b', 'in'], 'in-2': ['d', 'in'] })
  })

  test('dissolves into what it was made of, also one in another', () => {
    expect(sets(apply(graph, enclose('b', 'c'), { do: 'dissolve', block: 's' }))).toEqual(sets(graph))
    const inner: Edit = { do: 'enclose', blocks: ['b'], id: 't', name: '', in: ['s'] }
    const back = apply(graph, enclose('b', 'c'), inner, { do: 'dissolve', block: 't', in: ['s'] })
    expect(sets(back)).toEqual(sets(apply(graph, enclose('b', 'c'))))
  })

  test('keeps its outer wires when inner blocks at the border go into a sub-graph of their own', () => {
    const nested = apply(graph, enclose('b', 'c'), { do: 'enclose', blocks: ['b'], id: 't', name: '', in: ['s'] })
    expect(nested.wires).toContainEqual(wire('a.out', 's.in'))
    expect(sets(flatten(nested)).wires).toEqual(
      new Set(
        [wire('a.out', 's/t/b.in'), wire('s/t/b.out', 's/c.in'), wire('a.out', 'd.in')].map(w => JSON.stringify(w)),
      ),
    )
  })

  test('loses the port, and the wire at it, when the inner block goes', () => {
    const cut = apply(graph, enclose('b', 'c'), { do: 'remove', blocks: ['b'], wires: [], in: ['s'] })
    expect(cut.blocks[1]).toMatchObject({ inputs: {} })
    expect(cut.wires).toEqual([wire('a.out', 'd.in')])
  })

  test('gets a port for an inner input that nothing feeds yet, and parameters that are set from outside', () => {
    const port: Edit = { do: 'port', block: 's', side: 'outputs', end: ['c', 'out'], on: true }
    const shown: Edit = { do: 'expose', block: 's', param: ['b', 'n'], on: true }
    const made = apply(graph, enclose('b', 'c'), port, shown)
    expect(made.blocks[1]).toMatchObject({ outputs: { out: ['c', 'out'] }, exposed: [['b', 'n']] })
    const wired = apply(made, { do: 'connect', wire: wire('s.out', 'd.in') })
    expect(wired.wires).toContainEqual(wire('s.out', 'd.in'))
    expect(apply(wired, { ...port, on: false }).wires).toEqual([wire('a.out', 's.in')])
    expect(apply(graph, enclose('b', 'c'), { ...port, end: ['ghost', 'out'] })).toEqual(apply(graph, enclose('b', 'c')))
  })

  test('survives a file, with keys that this version does not know', () => {
    const made = apply(graph, enclose('b', 'c'))
    const [a, s, d] = made.blocks
    const future = { ...made, blocks: [a, { ...s, later: 1, graph: { ...s?.graph, soon: [2] } }, d] }
    const read = graphSchema.parse(JSON.parse(JSON.stringify(future)))
    expect(read).toEqual(future)
    const set = applyEdit(read, { do: 'set', block: 'b', param: 'n', value: 9, in: ['s'] })
    expect(set.blocks[1]).toMatchObject({ later: 1, graph: { soon: [2] } })
  })
})

describe('groups', () => {
  const framed = apply(graph, { do: 'group', group: { id: 'g', title: 'Data', blocks: ['a', 'b'] } })

  test('a block is in one group at most, and a group goes with its last block', () => {
    const moved = apply(framed, { do: 'group', group: { id: 'h', title: '', blocks: ['b'] } })
    expect(moved.groups.map(g => g.blocks)).toEqual([['a'], ['b']])
    expect(apply(moved, { do: 'remove', blocks: ['a'], wires: [] }).groups.map(g => g.id)).toEqual(['h'])
  })

  test('a group goes into a sub-graph with its blocks, and comes out again', () => {
    const inside = apply(framed, enclose('a', 'b', 'c'))
    expect(inside.groups).toEqual([])
    expect(inside.blocks.find(b => b.id === 's')?.graph?.groups).toEqual(framed.groups)
    expect(apply(inside, { do: 'dissolve', block: 's' }).groups).toEqual(framed.groups)
  })

  test('pinned blocks do not move, whoever moves them', () => {
    const held = apply(graph, { do: 'pin', blocks: ['a'], on: true }, { do: 'move', to: { a: [9, 9], b: [9, 9] } })
    expect(held.blocks.slice(0, 2).map(b => b.at)).toEqual([
      [0, 0],
      [9, 9],
    ])
    expect(apply(held, { do: 'pin', blocks: ['a'], on: false }).blocks[0]).not.toHaveProperty('pinned')
  })
})
