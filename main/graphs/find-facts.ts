import { existsSync } from 'node:fs'
import type { Block, Blocks } from '../../core/block.ts'
import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'
import { type Problem, Refusals, type Result } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { trainedTokenizer } from '../data/trained-tokenizer.ts'
import { readConfig } from '../export/load-model.ts'
import { networkOfConfig } from '../export/network-of-config.ts'
import { weightsIn } from '../export/read-weights.ts'

/** The graph with the folders that blocks mean, and what they want to know about them as `found`; or what is wrong with the folders. */
export function findFacts(graph: Graph, blocks: Blocks, folderOf: (path: string) => string): Result<Graph> {
  const problems: Problem[] = []
  const filled = graph.blocks.map(placed => {
    const kind = blocks.get(placed.type)?.facts
    if (!kind || placed.off || typeof placed.params.path !== 'string' || placed.params.path === '') return placed
    try {
      const path = folderOf(placed.params.path)
      return { ...placed, params: { ...placed.params, path, found: facts[kind](path, blocks) } }
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
    const config = readConfig(folder, blocks)
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
