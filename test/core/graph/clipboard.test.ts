import { expect, test } from 'vitest'
import { alignEdit, distributeEdit } from '../../../core/graph/arrange.ts'
import { copyBlocks, parseClipboard, selectedPart, serializeSelection } from '../../../core/graph/clipboard.ts'
import { applyEdit } from '../../../core/graph/edit.ts'
import { emptyGraph, type Graph, graphSchema, type Wire } from '../../../core/graph/graph.ts'

const w = (from: string, to: string): Wire => [
  [from, 'out'],
  [to, 'in'],
]
const graph: Graph = {
  ...emptyGraph('whole'),
  blocks: ['a', 'b', 'c'].map((id, i) => ({ id, type: 'kind', params: { n: i }, at: [i * 100, 0] })),
  wires: [w('a', 'b'), w('b', 'c')],
  groups: [{ id: 'g', title: 'Pair', blocks: ['b', 'c'] }],
  notes: [{ id: 'n', text: 'why', at: [0, 200], size: [200, 100] }],
}

test('what is copied is a pipeline file of its own', () => {
  const words = serializeSelection(graph, { blocks: ['b', 'c'], notes: ['n'] }, 'part')
  const file = graphSchema.parse(JSON.parse(words))
  expect(file).toMatchObject({ format: 'patchbay/1', name: 'part', wires: [w('b', 'c')], groups: graph.groups })
  expect(parseClipboard(words)?.inputs).toEqual([w('a', 'b')])
})

test('pasted blocks get ids of their own and keep their wires, groups and notes; on demand also their inputs', () => {
  const clip = parseClipboard(serializeSelection(graph, { blocks: ['b', 'c'], notes: ['n'] }, ''))
  if (!clip) throw new Error('no clip')
  const plain = applyEdit(graph, copyBlocks(graph, clip.graph))
  expect(plain.blocks.map(b => b.id)).toEqual(['a', 'b', 'c', 'kind', 'kind-2'])
  expect(plain.wires).toEqual([...graph.wires, w('kind', 'kind-2')])
  expect(plain.groups[1]).toEqual({ id: 'g-2', title: 'Pair', blocks: ['kind', 'kind-2'] })
  expect(plain.notes[1]).toMatchObject({ id: 'n-2', text: 'why' })
  const kept = applyEdit(graph, copyBlocks(graph, clip.graph, { inputs: clip.inputs }))
  expect(kept.wires).toContainEqual(w('a', 'kind'))
  const elsewhere = applyEdit(emptyGraph(), copyBlocks(emptyGraph(), clip.graph, { inputs: clip.inputs }))
  expect(elsewhere.wires).toEqual([w('kind', 'kind-2')])
})

test('a group that is copied in part is not copied', () => {
  expect(selectedPart(graph, { blocks: ['b'] }).groups).toEqual([])
})

test('texts that are no pipeline are told apart', () => {
  for (const words of ['', 'hello', '{"a": 1}', '[1]', '{"format":"patchbay/1"', '{"format":"patchbay/2","blocks":[]}'])
    expect(parseClipboard(words)).toBeUndefined()
})

test('blocks are lined up and spaced evenly by their drawn sizes', () => {
  const boxes = [
    { id: 'a', x: 0, y: 0, width: 100, height: 50 },
    { id: 'b', x: 150, y: 80, width: 50, height: 50 },
    { id: 'c', x: 400, y: 10, width: 100, height: 90 },
  ]
  expect(alignEdit(boxes, 'top').to).toEqual({ a: [0, 0], b: [150, 0], c: [400, 0] })
  expect(alignEdit(boxes, 'right').to).toEqual({ a: [400, 0], b: [450, 80], c: [400, 10] })
  expect(alignEdit(boxes, 'middle').to).toEqual({ a: [0, 40], b: [150, 40], c: [400, 20] })
  expect(distributeEdit(boxes, 'across').to).toEqual({ a: [0, 0], b: [225, 80], c: [400, 10] })
})
