import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Block, Blocks } from '../../core/block.ts'
import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'
import { type Problem, Refusals, type Result } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { trainedTokenizer } from '../data/trained-tokenizer.ts'
import { readConfig } from '../export/load-model.ts'
import { networkOfConfig } from '../export/network-of-config.ts'
import { weightsIn } from '../export/read-weights.ts'

/** The graph with what blocks want to know about their folders filled in as `found`, or what is wrong with the folders. */
export function findFacts(graph: Graph, blocks: Blocks): Result<Graph> {
  const problems: Problem[] = []
  const filled = graph.blocks.map(placed => {
    const kind = blocks.get(placed.type)?.facts
    const { path } = placed.params
    if (!kind || typeof path !== 'string' || path === '') return placed
    try {
      return { ...placed, params: { ...placed.params, found: facts[kind](resolve(path), blocks) } }
    } catch (error) {
      problems.push(...problemsOf(error, placed))
      return placed
    }
  })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { ...graph, blocks: filled } }
}

const facts: Readonly<Record<NonNullable<Block['facts']>, (folder: string, blocks: Blocks) => unknown>> = {
  /** Its config, of which a network can be built. */
  model(folder, blocks) {
    if (!existsSync(folder)) throw new Refusals([noFolder(folder)])
    const config = readConfig(folder)
    networkOfConfig(config, blocks)
    weightsIn(folder)
    return config
  },
  tokenizer: trainedTokenizer,
}

const problemsOf = (error: unknown, { id }: PlacedBlock): Problem[] => {
  if (!(error instanceof Refusals)) throw error
  return error.problems.map(problem => ({ ...problem, block: id, param: 'path' }))
}

const noFolder = (folder: string): Problem => ({
  code: 'no-such-file',
  severity: 'error',
  message: text(`There is no folder “${folder}”.`, `找不到文件夹“${folder}”。`),
  fix: text('Choose one that exists.', '请选择一个存在的文件夹。'),
})
