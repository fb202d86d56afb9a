import { describe, expect, test } from 'vitest'
import { checkGraph } from '../../../core/compile/check-graph.ts'
import { compilePlan } from '../../../core/compile/compile-plan.ts'
import { compileUpTo } from '../../../core/compile/compile-up-to.ts'
import { describeDisabling } from '../../../core/graph/disabled-blocks.ts'
import { applyEdit, type Edit } from '../../../core/graph/edit.ts'
import type { Graph } from '../../../core/graph/graph.ts'
import { bridgingWires, spliceWires } from '../../../core/graph/pass-through.ts'
import { blocks } from '../../../nodes/index.ts'
import { families, graphOf } from '../../nodes/model/small-plan.ts'
import { problemsOf, wire, withBlock, withoutWireTo, withParams, withWire } from './graphs.ts'

const graph = graphOf('gpt2')
const apply = (start: Graph, ...edits: Edit[]) => edits.reduce(applyEdit, start)
const enclose = (id: string, members: string[], ...path: string[]): Edit => ({
  do: 'enclose',
  blocks: members,
  id,
  name: id,
  in: path,
})

function planOf(drawn: Graph) {
  const checked = checkGraph(drawn, blocks)
  const compiled = checked.ok ? compilePlan(checked.value) : checked
  if (!compiled.ok) throw new Error(compiled.problems.map(p => p.message.en).join(' '))
  return compiled.value
}

describe('a pipeline with sub-graphs', () => {
  test.each(families)('%s: has the plan of the same pipeline without them, however they are nested', family => {
    const flat = graphOf(family)
    const one = apply(flat, enclose('data', ['split', 'tokenizer', 'collator']))
    const two = apply(
      one,
      enclose('words', ['tokenizer', 'collator'], 'data'),
      enclose('rest', ['network', 'objective']),
    )
    const three = apply(two, enclose('all', ['data', 'rest', 'optimizer']))
    for (const drawn of [one, two, three]) expect(planOf(drawn)).toEqual(planOf(flat))
    expect(three.blocks.map(b => b.id)).toEqual(['text', 'all', 'trainer'])
  })

  test('tells a problem on the inner block, with the sub-graphs around it', () => {
    const wrong = withParams(withoutWireTo(graph, 'collator.tokens'), 'tokenizer', { size: -1 })
    const drawn = apply(wrong, enclose('words', ['tokenizer', 'collator']), enclose('data', ['words', 'split']))
    expect(problemsOf(drawn)).toEqual([
      expect.objectContaining({ code: 'missing-wire', block: 'data/words/collator', param: 'tokens' }),
      expect.objectContaining({ code: 'invalid-param', block: 'data/words/tokenizer', param: 'size' }),
    ])
  })

  test('tells a circle through a sub-graph', () => {
    const two = withBlock(withBlock(graph, 'x', 'split'), 'y', 'split')
    const drawn = apply(withWire(withWire(two, 'x.rows → y.rows'), 'y.rows → x.rows'), enclose('s', ['x']))
    expect(problemsOf(drawn)).toEqual([expect.objectContaining({ code: 'loop', block: 's/x' })])
  })

  test('shows the data that leaves an inner block, and that of a sub-graph as its first output', () => {
    const drawn = apply(graph, enclose('data', ['split', 'tokenizer']))
    const flat = compileUpTo(graph, 'tokenizer', blocks)
    expect(flat.ok).toBe(true)
    expect(compileUpTo(drawn, 'data/tokenizer', blocks)).toEqual(flat)
    expect(compileUpTo(drawn, 'data', blocks)).toEqual(flat)
  })
})

describe('a block that is left out', () => {
  const off = (id: string, how: 'bypass' | 'mute'): Edit => ({ do: 'off', blocks: [id], off: how })

  test('bypassed passes on what comes in, as if it were not drawn', () => {
    const without = withWire(withoutWireTo(graph, 'tokenizer.rows'), 'text.rows → tokenizer.rows')
    const gone = applyEdit(without, { do: 'remove', blocks: ['split'], wires: [] })
    expect(planOf(apply(graph, off('split', 'bypass')))).toEqual(planOf(gone))
  })

  test('bypassed without a way through, or muted, is named where something is missing, and nowhere else', () => {
    const [bypassed, ...more] = problemsOf(apply(graph, off('tokenizer', 'bypass')))
    expect(more).toEqual([])
    expect(bypassed).toMatchObject({ code: 'bypassed-before', block: 'collator', param: 'tokens' })
    const [muted] = problemsOf(apply(withParams(graph, 'tokenizer', { size: -1 }), off('tokenizer', 'mute')))
    expect(muted).toMatchObject({ code: 'muted-before', severity: 'missing', block: 'collator', param: 'tokens' })
    expect(muted?.message.en).toBe('“BPE tokenizer (byte-level)” is muted, so this input gets no tokens.')
    expect(muted?.message.zh).toMatch(/已停用/)
  })

  test('may be a whole sub-graph: bypassed, its input goes on to its output', () => {
    const drawn = apply(graph, enclose('keep', ['split']), off('keep', 'bypass'))
    expect(planOf(drawn)).toEqual(planOf(apply(graph, off('split', 'bypass'))))
    expect(problemsOf(apply(graph, enclose('words', ['tokenizer']), off('words', 'mute')))).toEqual([
      expect.objectContaining({ code: 'muted-before', block: 'collator' }),
    ])
  })

  test('an optional input may do without: a muted schedule leaves the plan without one', () => {
    const drawn = withWire(withBlock(graph, 'pace', 'warmup-decay'), 'pace.schedule → optimizer.schedule')
    expect(planOf(drawn)).not.toEqual(planOf(graph))
    expect(planOf(apply(drawn, off('pace', 'mute')))).toEqual(planOf(graph))
  })

  test('what others lose is said before it happens', () => {
    expect(describeDisabling(graph, ['tokenizer'], 'mute', blocks).en).toBe(
      '“Causal LM collator (shift)” gets no tokens, and 1 block after it cannot work.',
    )
    expect(describeDisabling(graph, ['split'], 'bypass', blocks).en).toBe('No later block is affected.')
    expect(describeDisabling(graph, ['split'], 'mute', blocks).zh).toMatch(/得不到数据行，其后 2 个模块无法工作/)
  })

  test('its data cannot be looked at', () => {
    const asked = compileUpTo(apply(graph, off('tokenizer', 'mute')), 'tokenizer', blocks)
    expect(asked).toMatchObject({ ok: false, problems: [{ code: 'left-out', block: 'tokenizer' }] })
  })
})

describe('wires', () => {
  test('deleting a block joins what came in to what went out, where the types are the same', () => {
    expect(bridgingWires(graph, ['split'], blocks)).toEqual([wire('text.rows → tokenizer.rows')])
    expect(bridgingWires(graph, ['tokenizer'], blocks)).toEqual([])
    expect(bridgingWires(graph, ['text', 'split'], blocks)).toEqual([])
    const longer = withWire(withBlock(withoutWireTo(graph, 'tokenizer.rows'), 'x', 'split'), 'split.rows → x.rows')
    expect(bridgingWires(withWire(longer, 'x.rows → tokenizer.rows'), ['split', 'x'], blocks)).toEqual([
      wire('text.rows → tokenizer.rows'),
    ])
  })

  test('a block is spliced into a wire that carries what it takes and gives', () => {
    const [first] = graph.wires
    if (!first) throw new Error('no wire')
    const place = (type: string) => ({ id: 'new', type, params: {}, at: [0, 0] as [number, number] })
    expect(spliceWires(graph, first, place('split'), blocks)).toEqual([
      wire('text.rows → new.rows'),
      wire('new.rows → split.rows'),
    ])
    expect(spliceWires(graph, first, place('bpe-tokenizer'), blocks)).toBeUndefined()
  })
})
