import type { BlockInfo, BlockInfos } from '../../core/block/block-info.ts'
import { blockTypeOf } from '../../core/graph/block-types.ts'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { type Text, text } from '../../core/text.ts'
import { useCatalog } from './catalog.ts'

const known = new WeakMap<PlacedBlock, BlockInfo>()

/** What is known of a placed block: of a sub-graph, what the blocks in it say. */
export function infoOf(placed: PlacedBlock, infos: BlockInfos): BlockInfo | undefined {
  if (!placed.graph) return infos.get(placed.type)
  const before = known.get(placed)
  if (before) return before
  const kind = blockTypeOf(placed, infos)
  if (!kind || infos.size === 0) return undefined
  const info: BlockInfo = {
    ...kind,
    id: placed.type,
    category: categoryOf(placed, infos),
    help: text(
      'Blocks grouped into one. Open it to see and edit what is inside.',
      '组合成一个的若干模块。打开它即可查看和更改其中的内容。',
    ),
    keywords: [],
    params: {},
    presets: {},
    defaults: {},
  }
  known.set(placed, info)
  return info
}

/** What a block is called: its own name, or that of its type. */
export const titleOf = (placed: PlacedBlock, info: BlockInfo | undefined, say: (text: Text) => string): string =>
  typeof placed.name === 'string' && placed.name !== '' ? placed.name : info ? say(info.title) : placed.type

/** The title of a type of block, or its id where this version has none. */
export function blockTitle(type: string, infos: BlockInfos, say: (text: Text) => string): string {
  const info = infos.get(type)
  return info ? say(info.title) : type
}

export const useBlockInfo = (placed: PlacedBlock | undefined): BlockInfo | undefined =>
  useCatalog(c => (placed ? infoOf(placed, c.blocks) : undefined))

/** That of the block whose result leaves it. */
function categoryOf({ graph, outputs }: PlacedBlock, infos: BlockInfos): BlockInfo['category'] {
  const giver = Object.values(outputs ?? {})[0]?.[0]
  const block = graph?.blocks.find(b => b.id === giver) ?? graph?.blocks.at(-1)
  return (block && infoOf(block, infos)?.category) ?? 'output'
}
