import type { z } from 'zod'
import type { Block, Blocks } from '../block/block.ts'
import { disabledBlockBefore, type LostInput, withoutDisabled } from '../graph/disabled-blocks.ts'
import { flatten } from '../graph/flatten.ts'
import type { Graph, PlacedBlock, Wire } from '../graph/graph.ts'
import type { QuickFix } from '../graph/quick-fix.ts'
import { findCycle, topologicalOrder } from '../graph/topology.ts'
import type { Problem, Result } from '../problem.ts'
import { invalidParam } from './invalid-param.ts'
import { feedingFix } from './quick-fixes.ts'
import {
  cycle,
  danglingWire,
  disabledBefore,
  mismatchedPorts,
  occupiedInput,
  unconnectedInput,
  unknownBlock,
  unknownPort,
} from './wire-problems.ts'

/** A placed block with its code and parsed parameters. */
export interface Stage {
  readonly id: string
  readonly block: Block
  readonly params: Readonly<Record<string, unknown>>
  /** Input port → where its value comes from. */
  readonly from: Readonly<Record<string, { readonly id: string; readonly port: string }>>
}

/** A checked graph: typed wires, parsed parameters, sources before sinks. */
export interface Pipeline {
  readonly name: string
  readonly stages: readonly Stage[]
}

/**
 * Checks a drawn graph: known blocks, fitting wires, valid parameters, no loops. Never throws. Blocks of sub-graphs count as if
 * they stood beside the others, named by their addresses (see flatten); disabled blocks do not count.
 */
export function checkGraph(drawn: Graph, blocks: Blocks): Result<Pipeline> {
  const { subgraph: graph, lost } = withoutDisabled(flatten(drawn), blocks)
  const placed = new Map(graph.blocks.map(b => [b.id, b]))
  const problems: Problem[] = []
  for (const b of graph.blocks) if (!blocks.has(b.type)) problems.push(unknownBlock(b))
  const fitting = graph.wires.filter(w => checkWire(w, placed, blocks, problems))
  const wired = { blocks: graph.blocks, wires: fitting }
  const looped = findCycle(wired)
  if (looped) problems.push(cycle(looped))
  const wires = { fitting, drawn: graph.wires, lost, on: graph }
  const stages = (looped ? graph.blocks : topologicalOrder(wired, 'freed')).flatMap(b =>
    stageOf(b, blocks, wires, problems),
  )
  const bad = problems.some(p => p.severity !== 'warning')
  return bad || looped ? { ok: false, problems } : { ok: true, value: { name: graph.name, stages } }
}

function checkWire(wire: Wire, placed: ReadonlyMap<string, PlacedBlock>, blocks: Blocks, problems: Problem[]): boolean {
  const [[fromId, fromPort], [toId, toPort]] = wire
  const source = placed.get(fromId)
  const target = placed.get(toId)
  if (!source || !target) {
    problems.push(withQuickFix(danglingWire(wire, target?.id ?? source?.id), { do: 'cut', wire }))
    return false
  }
  const from = blocks.get(source.type)
  const to = blocks.get(target.type)
  if (!from || !to) return false // already reported as unknown blocks
  const output = Object.hasOwn(from.outputs, fromPort) ? from.outputs[fromPort] : undefined
  const input = Object.hasOwn(to.inputs, toPort) ? to.inputs[toPort] : undefined
  if (!output) problems.push(withQuickFix(unknownPort(fromId, fromPort), { do: 'cut', wire }))
  if (!input) problems.push(withQuickFix(unknownPort(toId, toPort), { do: 'cut', wire }))
  if (!output || !input) return false
  if (output.type !== input.type) problems.push(mismatchedPorts(toId, toPort, from.title, output.label, input.label))
  return output.type === input.type
}

const withQuickFix = (problem: Problem, repair: QuickFix | undefined): Problem =>
  repair ? { ...problem, repair } : problem

interface CheckedWires {
  readonly drawn: readonly Wire[]
  readonly fitting: readonly Wire[]
  readonly lost: readonly LostInput[]
  readonly on: Pick<Graph, 'blocks' | 'wires'>
}

function stageOf(b: PlacedBlock, blocks: Blocks, wires: CheckedWires, problems: Problem[]): Stage[] {
  const block = blocks.get(b.type)
  if (!block) return []
  const params = block.params.safeParse(b.params, { reportInput: true }) // a problem quotes the value
  if (!params.success)
    problems.push(...params.error.issues.map((issue: z.core.$ZodIssue) => invalidParam(b.id, block, issue)))
  const from: Record<string, { id: string; port: string }> = {}
  for (const [name, input] of Object.entries(block.inputs)) {
    const arrives = ([, [id, port]]: Wire) => id === b.id && port === name
    const incoming = wires.fitting.filter(arrives)
    if (incoming.length > 1) problems.push(occupiedInput(b.id, name, input.label))
    const wire = incoming[0]
    if (wire) from[name] = { id: wire[0][0], port: wire[0][1] }
    if (wire || input.optional || wires.drawn.some(arrives)) continue
    const by = disabledBlockBefore(wires.lost, [b.id, name])
    problems.push(
      by
        ? disabledBefore(b.id, name, input.label, by, blocks)
        : withQuickFix(unconnectedInput(b.id, name, input.label), feedingFix(wires.on, [b.id, name], input, blocks)),
    )
  }
  return params.success ? [{ id: b.id, block, params: params.data, from }] : []
}
