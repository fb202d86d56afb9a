import { blockTitle } from '../../core/graph/block-types.ts'
import { findBlock } from '../../core/graph/flatten.ts'
import type { Graph } from '../../core/graph/graph.ts'
import type { Problem } from '../../core/problem.ts'
import { type Text, text } from '../../core/text.ts'
import { useCatalog } from '../blocks/catalog.ts'
import type { Messages } from '../text/en/messages.ts'

/** What is wrong, with the name of the block in front, where no block stands beside it. */
export function messageWithBlock({ block, message }: Problem, graph: Graph): Text {
  const placed = block === undefined ? undefined : findBlock(graph, block)?.block
  if (!placed) return message
  const name = blockTitle(placed, useCatalog.getState().blocks)
  return text(`${name.en}: ${message.en}`, `${name.zh}：${message.zh}`)
}

/** How many problems there are; what is only not set yet counts as something to do. */
export const problemCountText = (problems: readonly Problem[], t: Messages): string =>
  problems.every(({ severity }) => severity === 'missing') ? t.todo(problems.length) : t.errors(problems.length)
