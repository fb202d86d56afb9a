import { expect, test } from 'vitest'
import type { Block } from '../../core/block/block.ts'
import { blockInfo as served } from '../../core/block/block-info.ts'
import { checkGraph } from '../../core/compile/check-graph.ts'
import { compileOutputs } from '../../core/compile/compile-plan.ts'
import type { Graph, Wire } from '../../core/graph/graph.ts'
import type { Batches, ObjectivePlan, PortType } from '../../core/plan/plan.ts'
import type { Problem } from '../../core/problem.ts'
import { blocks } from '../../nodes/index.ts'
import { problemsOf } from '../core/compile/graphs.ts'

// Every chain of blocks that the ports allow, as they are placed: sources with batches on one side, networks with objectives on
// the other. Two that mean the same task must run together.

type Chain = readonly Block[]
const named = (chain: Chain) => chain.map(({ id }) => id).join(' ')

const typesOf = (ports: Block['inputs']) => Object.values(ports).map(({ type }) => type)
const giving = (output: PortType, input?: PortType) =>
  [...blocks.values()].filter(({ inputs, outputs }) => {
    const taken = typesOf(inputs)
    return typesOf(outputs).includes(output) && (input ? taken.includes(input) : taken.length === 0)
  })
const across = (...lists: readonly Chain[]): readonly Chain[] =>
  lists.reduce<readonly Chain[]>((chains, list) => chains.flatMap(c => list.map(b => [...c, b])), [[]])

/** Chains side by side; a block that stands in two of them joins them. */
function drawn(...chains: readonly Chain[]): Graph {
  const placed = [...new Set(chains.flat())]
  return {
    format: 'patchbay/1',
    name: named(placed),
    blocks: placed.map(block => ({ id: block.id, type: block.id, params: paramsOf(block), at: [0, 0] })),
    wires: chains.flatMap(chain => chain.slice(1).map((to, i) => wireBetween(chain[i] as Block, to))),
    groups: [],
    notes: [],
  }
}

/** As it is placed, and a source with a file that somebody chose. */
function paramsOf(block: Block) {
  const chosen = block.category === 'data' && 'path' in block.params.shape ? { path: 'mine.txt' } : {}
  return { ...chosen, ...served(block).defaults }
}

function wireBetween(from: Block, to: Block): Wire {
  const [output, { type }] = Object.entries(from.outputs)[0] as [string, { type: PortType }]
  const input = Object.keys(to.inputs).find(name => to.inputs[name]?.type === type) as string
  return [
    [from.id, output],
    [to.id, input],
  ]
}

/** What leaves the last block of a chain, or why nothing does. */
function outcome(chain: Chain): { readonly value?: unknown; readonly problem?: Problem } {
  const checked = checkGraph(drawn(chain), blocks)
  if (!checked.ok) return { problem: checked.problems[0] as Problem }
  const { values, problems } = compileOutputs(checked.value)
  return problems[0] ? { problem: problems[0] } : { value: Object.values(values.get(chain.at(-1)?.id ?? '') ?? {})[0] }
}

/** What blocks say of others that are made for something else: pairs where a text is needed, a network that cannot write. */
const unfit = /^needs-|^objective-network$/

function sensible<T>(chains: readonly Chain[]): readonly { readonly chain: Chain; readonly value: T }[] {
  return chains.flatMap(chain => {
    const { value, problem } = outcome(chain)
    if (!problem) return [{ chain, value: value as T }]
    const expected = problem.severity === 'missing' || unfit.test(problem.code)
    expect(expected, `${named(chain)}: ${problem.message.en}`).toBe(true)
    return []
  })
}

test('blocks that are meant for each other run together as they are placed', () => {
  const [trainer, optimizer, schedule] = ['trainer', 'adamw', 'warmup-decay'].map(id => blocks.get(id)) as [
    Block,
    Block,
    Block,
  ]
  const sources = giving('rows').filter(source => outcome([source]).problem === undefined)
  const data = sensible<Batches>(across(sources, giving('tokens', 'rows'), giving('batches', 'tokens')))
  const models = sensible<ObjectivePlan>(across(giving('network'), giving('objective', 'network')))
  // what a source holds is settled where the batches are made
  const batches = [...new Map(data.map(({ chain, value }) => [named(chain.slice(1)), { chain, value }])).values()]
  const pairs = batches.flatMap(d =>
    models.filter(m => m.value.task === d.value.task).map(m => [d.chain, m.chain] as const),
  )
  const troubles = pairs.flatMap(([data, model]) => {
    const graph = drawn([...data, trainer], [...model, trainer], [schedule, optimizer, trainer])
    return problemsOf(graph).map(({ block, message }) => `${graph.name}: ${block}: ${message.en}`)
  })
  expect(troubles).toEqual([])
  const used = new Set(pairs.flat(2))
  const asked = [...giving('batches', 'tokens'), ...giving('network'), ...giving('objective', 'network')]
  // a trained model is the user's to choose
  expect(asked.filter(block => !used.has(block)).map(({ id }) => id)).toEqual(['pretrained'])
})
