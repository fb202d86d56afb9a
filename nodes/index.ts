import type { Block, Blocks } from '../core/block.ts'

/** Every block, found by folder: a new file under nodes/ is a new block, and nothing else changes. */
const files = import.meta.glob<Block>('./*/*.ts', { eager: true, import: 'default' })

export const blocks: Blocks = new Map(
  Object.values(files)
    .filter(block => block !== undefined) // a file that blocks share has no default export
    .map(block => [block.id, block]),
)
