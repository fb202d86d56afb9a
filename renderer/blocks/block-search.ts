import type { Category } from '../../core/block/block.ts'
import type { BlockInfo } from '../../core/block/block-info.ts'
import { type Indexed, indexForSearch, matchScore } from '../search/search.ts'

export const categories: readonly Category[] = ['data', 'text', 'collate', 'model', 'objective', 'train', 'output']

/** What people call the kinds of blocks, besides the names in the window. */
const categorySynonyms: Readonly<Record<Category, string>> = {
  data: 'dataset source corpus load 数据集 语料 数据源',
  text: 'tokenizer tokenise vocabulary subword 分词 词表',
  collate: 'collator dataloader batching batches labels 批次 整理 标签',
  model: 'architecture network transformer model neural 模型 网络 架构 神经网络',
  objective: 'loss task head cost 损失 任务 目标函数',
  train: 'training learning 训练 学习',
  output: 'export save 导出 输出',
}

const indexed = new WeakMap<BlockInfo, Indexed>()

function indexOf(block: BlockInfo): Indexed {
  const known = indexed.get(block)
  if (known) return known
  const made = indexForSearch({
    names: [block.title.en, block.title.zh, block.id],
    keywords: [
      ...block.keywords,
      ...categorySynonyms[block.category].split(' '),
      ...Object.keys(block.outputs),
      ...flows(block),
      ...sizes(block),
    ],
    sentences: [block.help.en, block.help.zh],
  })
  indexed.set(block, made)
  return made
}

const flows = (block: BlockInfo) => Object.values(block.outputs).flatMap(({ label }) => [label.en, label.zh])
const sizes = (block: BlockInfo) => Object.values(block.presets).flatMap(({ name }) => [name.en, name.zh])

export interface SearchOptions {
  /** How much a block is wanted here, 0 to 1: it decides among blocks that the search means alike. */
  readonly relevance?: (block: BlockInfo) => number
}

/** Blocks that a search means, best first; all of them when nothing is searched. Both languages and pinyin are searched. */
export function searchBlocks(
  blocks: Iterable<BlockInfo>,
  query: string,
  { relevance }: SearchOptions = {},
): BlockInfo[] {
  const rated = [...blocks].flatMap(block => {
    const rating = matchScore(indexOf(block), query)
    return rating === 0 ? [] : [{ block, rating: rating + 24 * (relevance?.(block) ?? 0) }]
  })
  return rated.sort((a, b) => b.rating - a.rating || order(a.block) - order(b.block)).map(({ block }) => block)
}

const order = (block: BlockInfo) => categories.indexOf(block.category)
