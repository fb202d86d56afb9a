import type { Block, Blocks } from '../core/block/block.ts'

/** Every block, found by folder: a new file under nodes/ is a new block, and nothing else changes. */
const files = import.meta.glob<{ readonly default?: Block }>('./*/*.ts', { eager: true })

export const blocks: Blocks = new Map(
  Object.values(files)
    .flatMap(file => file.default ?? []) // a file that blocks share has no default export
    .map(block => [block.id, block]),
)
