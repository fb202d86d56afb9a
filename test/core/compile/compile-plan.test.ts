import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkGraph } from '../../../core/compile/check-graph.ts'
import { compilePlan } from '../../../core/compile/compile-plan.ts'
import { type Graph, graphSchema } from '../../../core/graph/graph.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import type { Problem } from '../../../core/problem.ts'
import { nodesOf, type Program, programNodes } from '../../../core/tensor/program.ts'
import type { Node, Tensor } from '../../../core/tensor/tensor.ts'
import { buildModel } from '../../../core/train/model.ts'
import { gradientProgram } from '../../../core/train/programs.ts'
import { blocks } from '../../../nodes/index.ts'
import { graphOf } from '../../nodes/model/small-plan.ts'
import { problemsOf, withBlock, withParams, withType, withWire } from './graphs.ts'

const [gpt2, bert, t5] = [graphOf('gpt2'), graphOf('bert'), graphOf('t5')]
const pairs = withType(withType(t5, 'text', 'sample-pairs'), 'collator', 'pair-tokens')

/** What is drawn, and the one problem it has. */
const refused: Record<string, readonly [Graph, Partial<Problem>]> = {
  'causal modelling of a network that sees both sides': [
    withType(gpt2, 'network', 'bert'),
    { code: 'objective-network', block: 'objective', param: 'network' },
  ],
  'masked modelling of a network that sees one side': [
    withType(bert, 'network', 'gpt2'),
    { code: 'objective-network', block: 'objective', param: 'network' },
  ],
  'sequence to sequence without a decoder': [
    withType(t5, 'network', 'bert'),
    { code: 'objective-network', block: 'objective', param: 'network' },
  ],
  'sequence to sequence without an encoder': [
    withType(t5, 'network', 'gpt2'),
    { code: 'objective-network', block: 'objective', param: 'network' },
  ],
  'masking without a mask token': [
    withParams(bert, 'tokenizer', { mask: false }),
    { code: 'no-mask-token', block: 'collator', param: 'tokens' },
  ],
  'gaps without sentinels': [
    withParams(t5, 'tokenizer', { sentinels: 0 }),
    { code: 'too-few-sentinels', block: 'collator', param: 'length' },
  ],
  'plain text where pairs are needed': [
    withType(t5, 'collator', 'pair-tokens'),
    { code: 'needs-pairs', block: 'collator', param: 'tokens' },
  ],
  'pairs where plain text is needed': [
    withType(gpt2, 'text', 'sample-pairs'),
    { code: 'needs-text', block: 'collator', param: 'tokens' },
  ],
  'a width that the heads cannot share': [
    withParams(gpt2, 'network', { width: 30, heads: 4 }),
    { code: 'width-heads', block: 'network', param: 'heads' },
  ],
  'comparing a reader in both directions with the writer directly': [
    withType(t5, 'network', 'lstm', { score: 'dot' }),
    { code: 'dot-both-ways', block: 'network', param: 'score' },
  ],
  'batches of another objective': [
    withType(gpt2, 'collator', 'mask-tokens', { length: 16 }),
    { code: 'collator-objective', block: 'trainer', param: 'batches' },
  ],
  'examples longer than the network reads': [
    withParams(gpt2, 'collator', { length: 65 }),
    { code: 'too-long', block: 'trainer', param: 'batches' },
  ],
  'the two tokens that masking adds, when there is no room for them': [
    withParams(bert, 'collator', { length: 64 }),
    { code: 'too-long', block: 'trainer', param: 'batches' },
  ],
  'targets longer than the network writes': [
    withParams(withType(pairs, 'network', 'bart', { context: 64 }), 'collator', { sourceLength: 16, targetLength: 65 }),
    { code: 'too-long', block: 'trainer', param: 'batches' },
  ],
  'a vocabulary without room for all bytes': [
    withParams(gpt2, 'tokenizer', { size: 260 }),
    { code: 'vocabulary-too-small', block: 'tokenizer', param: 'size' },
  ],
}

describe('a pipeline that cannot work is refused by the block that knows:', () => {
  test.each(Object.entries(refused))('%s', (_, [drawn, problem]) => {
    const found = problemsOf(drawn)
    expect(found).toEqual([expect.objectContaining({ ...problem, severity: 'error' })])
    for (const text of [found[0]?.message, found[0]?.fix])
      expect(text).toEqual({ en: expect.stringMatching(/[a-z]/), zh: expect.stringMatching(/\p{Script=Han}/u) })
  })
})

test('a fix that is followed solves the problem', () => {
  const [heads] = problemsOf(withParams(gpt2, 'network', { width: 30, heads: 4 }))
  expect(heads?.fix.en).toBe('Use 3 heads, or a width of 32.')
  expect(problemsOf(withParams(gpt2, 'network', { width: 30, heads: 3 }))).toEqual([])
  expect(problemsOf(withParams(gpt2, 'network', { width: 32, heads: 4 }))).toEqual([])
})

test('what comes after a refusal is not judged: one mistake is one problem', () => {
  const drawn = withParams(withType(gpt2, 'network', 'bert', { width: 30, heads: 4 }), 'collator', { length: 16 })
  expect(problemsOf(drawn).map(({ code }) => code)).toEqual(['width-heads'])
})

test('mistakes that do not hang together are told at once', () => {
  const drawn = withParams(withParams(bert, 'network', { width: 30, heads: 4 }), 'tokenizer', { mask: false })
  expect(problemsOf(drawn).map(({ block }) => block)).toEqual(['network', 'collator'])
})

test('pairs fit an encoder-decoder', () => {
  expect(problemsOf(pairs)).toEqual([])
})

test('two trainers are one too many', () => {
  const wires = gpt2.wires
    .filter(([, [to]]) => to === 'trainer')
    .map(([from, [, port]]) => `${from.join('.')} → second.${port}`)
  const drawn = wires.reduce(withWire, withBlock(gpt2, 'second', 'trainer'))
  expect(problemsOf(drawn)).toMatchObject([{ code: 'two-trainers', severity: 'error' }])
})

const examples = join(import.meta.dirname, '../../../examples')
const graphs = new Map(
  readdirSync(examples).map(file => [
    file.replace(/\.patchbay$/, ''),
    graphSchema.parse(JSON.parse(readFileSync(join(examples, file), 'utf8'))),
  ]),
)
/** The run that an example goes on from. */
const begun = ({ blocks }: Graph) => blocks.map(b => String(b.params.path ?? '')).find(path => path.startsWith('run:'))
const names = [...graphs].flatMap(([name, graph]) => (begun(graph) ? [] : [name]))

test('an example that goes on from a run goes on from that of another example', () => {
  const runs = new Set(Array.from(graphs.values(), graph => `run:${graph.name}`))
  const needed = Array.from(graphs.values(), begun).filter(run => run !== undefined)
  expect(needed.length).toBeGreaterThan(0)
  for (const run of needed) expect(runs).toContain(run)
})

/** The plan of an example that comes with the app. */
function examplePlan(name: string): Plan {
  const checked = checkGraph(graphs.get(name) as Graph, blocks)
  const compiled = checked.ok ? compilePlan(checked.value) : checked
  if (!compiled.ok) throw new Error(compiled.problems.map(p => p.message.en).join(' '))
  return compiled.value
}

const typed = ({ dtype, shape }: Tensor) => `${dtype}[${shape.join(', ')}]`

/** Operations in order, those of a loop's step indented. */
const operationsOf = (order: readonly Node[]): string[] =>
  order.flatMap(({ origin, outputs }) => {
    if (origin.kind !== 'op') return []
    const inside = origin.loop ? operationsOf(nodesOf(origin.loop.outputs)).map(line => `  ${line}`) : []
    return [`${origin.type} ${outputs.map(typed).join(' ')}`, ...inside]
  })

/** A program for people: what is fed, what is trained, every operation in order, and what comes out. */
function listing(program: Program): string {
  const order = programNodes(program)
  const inputs = order.flatMap(({ origin, outputs: [y] }) =>
    origin.kind === 'input' && y ? [`input ${origin.name} ${typed(y)}`] : [],
  )
  const parameters = [...program.parameters].map(([name, tensor]) => `parameter ${name} ${typed(tensor)}`)
  const operations = operationsOf(order)
  const results = Object.entries(program.outputs).map(([name, tensor]) => `output ${name} ${typed(tensor)}`)
  return `${[...inputs.sort(), ...parameters, ...operations, ...results].join('\n')}\n`
}

// After a change that is meant: npm test -- --only unit test/core/plan -u
describe.each(names)('the example %s', name => {
  const plan = examplePlan(name)

  test('compiles to its golden plan', async () => {
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan) // plain JSON, so it can be stored, hashed and exported
    await expect(`${JSON.stringify(plan, null, 2)}\n`).toMatchFileSnapshot(`../../golden/plans/${name}.json`)
  })

  test('trains with its golden program', async () => {
    const program = gradientProgram(buildModel(plan, blocks), plan.training.batchSize)
    await expect(listing(program)).toMatchFileSnapshot(`../../golden/programs/${name}.txt`)
  })
})
