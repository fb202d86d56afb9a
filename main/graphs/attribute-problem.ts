import type { Blocks } from '../../core/block/block.ts'
import { flatten } from '../../core/graph/flatten.ts'
import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'
import type { Problem } from '../../core/problem.ts'

/**
 * A problem that was met in the data, with the block it belongs to: who reads data knows the parameter only. It is the one
 * block that has such a parameter, among several the one of the data, or the one whose value is told in the message. Otherwise it stays as it is.
 */
export function attributeProblem(problem: Problem, graph: Graph, blocks: Blocks): Problem {
  const { block, param } = problem
  if (block !== undefined || param === undefined) return problem
  const having = flatten(graph).blocks.filter(({ type }) => Object.hasOwn(blocks.get(type)?.params.shape ?? {}, param))
  const ofData = having.filter(({ type }) => blocks.get(type)?.category === 'data')
  const told = having.filter(placed => isMentioned(placed, param, problem))
  const owner = [having, ofData, told].find(({ length }) => length === 1)?.[0]
  return owner ? { ...problem, block: owner.id } : problem
}

const isMentioned = ({ params }: PlacedBlock, param: string, { message }: Problem) => {
  const value = params[param]
  return typeof value === 'string' && value !== '' && message.en.includes(value)
}
