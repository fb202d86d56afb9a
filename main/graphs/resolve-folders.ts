import { existsSync } from 'node:fs'
import type { Block, Blocks } from '../../core/block/block.ts'
import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'
import { type Problem, Refusals, type Result } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { readPretrainedTokenizer } from '../tokenizer/encode/pretrained-tokenizer.ts'
import { readConfig } from '../weights/load-model.ts'
import { networkFromConfig } from '../weights/network-from-config.ts'
import { weightsFileIn } from '../weights/read-weights.ts'

/** The graph with the folders that blocks mean, and what they want to know about them as `found`; or what is wrong with the folders. */
export function resolveFolders(graph: Graph, blocks: Blocks, folderOf: (path: string) => string): Result<Graph> {
  const problems: Problem[] = []
  const filled = graph.blocks.map(placed => {
    const kind = blocks.get(placed.type)?.facts
    if (!kind || placed.off || typeof placed.params.path !== 'string' || placed.params.path === '') return placed
    try {
      const path = folderOf(placed.params.path)
      return { ...placed, params: { ...placed.params, path, found: folderReaders[kind](path, blocks) } }
    } catch (error) {
      problems.push(...problemsOf(error, placed))
      return placed
    }
  })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { ...graph, blocks: filled } }
}

const folderReaders: Readonly<Record<NonNullable<Block['facts']>, (folder: string, blocks: Blocks) => unknown>> = {
  /** Its config, of which a network can be built. */
  model(folder, blocks) {
    if (!existsSync(folder)) throw new Refusals([noFolder(folder)])
    const config = readConfig(folder, blocks)
    networkFromConfig(config, blocks)
    weightsFileIn(folder)
    return config
  },
  tokenizer: readPretrainedTokenizer,
}

const problemsOf = (error: unknown, { id }: PlacedBlock): Problem[] => {
  if (!(error instanceof Refusals)) throw error
  return error.problems.map(problem => ({ ...problem, block: id, param: 'path' }))
}

const noFolder = (folder: string): Problem => ({
  code: 'no-such-file',
  severity: 'error',
  message: text(`The folder “${folder}” does not exist.`, `文件夹“${folder}”不存在。`),
  fix: text('Choose one that exists.', '请选择一个存在的文件夹。'),
})
