import { expect, test } from 'vitest'
import { describeEdit } from '../../../core/graph/describe-edit.ts'
import type { Edit } from '../../../core/graph/edit.ts'
import { emptyGraph, graphSchema, type Subgraph } from '../../../core/graph/graph.ts'
import { applyStep, type HistoryStep, newHistory } from '../../../core/graph/history.ts'
import { editKinds, randomEdit } from './random-edits.ts'

const count = 10_000

/** Edits of every kind, with undo, redo and the ends of actions between them, as a user makes them. */
function session(): { steps: HistoryStep[]; made: Edit[]; history: ReturnType<typeof newHistory> } {
  let history = newHistory(emptyGraph())
  const steps: HistoryStep[] = []
  const made: Edit[] = []
  const take = (step: HistoryStep) => {
    history = applyStep(history, step)
    steps.push(step)
  }
  for (let i = 0; i < count; i++) {
    const edit = randomEdit(history.present, i)
    const before = history.present
    take({ step: 'act', edit })
    if (history.present !== before) made.push(edit)
    if (i % 7 === 0) take({ step: 'undo' })
    if (i % 11 === 0) take({ step: 'redo' })
    if (i % 3 === 0) take({ step: 'seal' })
    expectSound(history.present)
  }
  return { steps, made, history }
}

const { steps, made, history } = session()
const end = history.present

test('of 10,000 random edits, every kind changed something, also in sub-graphs', () => {
  const kinds = new Set(made.map(edit => edit.do))
  expect(editKinds.length).toBe(26)
  expect([...kinds].sort()).toEqual(
    ['add', 'collapse', 'connect', 'dissolve', 'enclose', 'expose', 'group', 'move', 'off', 'pin', 'port', 'remove']
      .concat(['rename', 'replace', 'resize', 'retitle', 'rewire', 'set', 'set-all', 'ungroup', 'write'])
      .sort(),
  )
  expect(made.filter(edit => edit.in?.length === 1).length).toBeGreaterThan(200)
  expect(made.filter(edit => edit.in?.length === 2).length).toBeGreaterThan(20)
  expect(made.length).toBeGreaterThan(count / 2)
})

test('after 10,000 random edits, undoing all gives the start and redoing all the end', () => {
  const all = history.past.length
  const start = applyStep(history, { step: 'undo', count: all })
  expect(start.present).toEqual(emptyGraph())
  expect(start.past).toEqual([])
  expect(applyStep(start, { step: 'redo', count: start.future.length - history.future.length }).present).toEqual(end)
})

test('each of the states before comes back exactly', () => {
  let back = history
  const same = history.past.toReversed().map(entry => {
    back = applyStep(back, { step: 'undo' })
    return back.present === entry.before
  })
  expect(same).not.toContain(false)
})

test('the graph is the same after it was written to a file and read again', () => {
  expect(graphSchema.parse(JSON.parse(JSON.stringify(end)))).toEqual(end)
})

test('the same steps, written down and read again, give the same graph and the same undo', () => {
  const written = JSON.parse(JSON.stringify(steps)) as HistoryStep[]
  const again = written.reduce(applyStep, newHistory(emptyGraph()))
  expect(again.present).toEqual(end)
  expect(again.past.length).toBe(history.past.length)
  expect(again.future.length).toBe(history.future.length)
  for (let at = 0; at < history.past.length; at += 97) expect(again.past[at]?.before).toEqual(history.past[at]?.before)
})

test('every entry has words in both languages', () => {
  for (const entry of history.past) {
    const words = describeEdit(entry.edit, { ...entry, kinds: new Map() })
    expect(words.en).toMatch(/^[A-Z][^{}]+$/)
    expect(words.zh).toMatch(/^\p{Script=Han}[^{}]*$/u)
  }
})

/** No two things have one id; wires join ports that are there, one to an input; groups and borders name what is there. */
function expectSound({ blocks, wires, groups, notes }: Subgraph): void {
  const byId = new Map(blocks.map(b => [b.id, b]))
  const wrong: string[] = []
  const must = (holds: boolean, what: string) => holds || wrong.push(what)
  must(byId.size === blocks.length, 'two blocks with one id')
  must(new Set(notes.map(n => n.id)).size === notes.length, 'two notes with one id')
  must(new Set(groups.map(g => g.id)).size === groups.length, 'two groups with one id')
  const framed = groups.flatMap(g => g.blocks)
  must(framed.every(id => byId.has(id)) && groups.every(g => g.blocks.length > 0), 'a group of nothing')
  must(new Set(framed).size === framed.length, 'a block in two groups')
  for (const [[from, output], [to, input]] of wires) {
    const [source, target] = [byId.get(from), byId.get(to)]
    must(source !== undefined && target !== undefined && source !== target, `a wire from ${from} to ${to}`)
    must(!source?.graph || Object.hasOwn(source.outputs ?? {}, output), `no output ${output}`)
    must(!target?.graph || Object.hasOwn(target.inputs ?? {}, input), `no input ${input}`)
  }
  must(new Set(wires.map(([, to]) => to.join('.'))).size === wires.length, 'two wires into one input')
  for (const b of blocks) {
    if (!b.graph) continue
    const inner = new Set(b.graph.blocks.map(x => x.id))
    const named = [...Object.values(b.inputs ?? {}), ...Object.values(b.outputs ?? {}), ...(b.exposed ?? [])]
    must(
      named.every(([id]) => inner.has(id)),
      'a border that names nothing',
    )
    const fed = new Set(b.graph.wires.map(([, to]) => to.join('.')))
    must(!Object.values(b.inputs ?? {}).some(end => fed.has(end.join('.'))), 'an input with two sources')
    expectSound(b.graph)
  }
  if (wrong.length > 0) throw new Error(wrong.join('; '))
}
