import { expect, test } from 'vitest'
import type { Block } from '../../core/block/block.ts'
import { blocks } from '../../nodes/index.ts'
import { expectSound } from './sound-block.ts'

const files = import.meta.glob<{ readonly default?: Block }>('../../nodes/*/*.ts', { eager: true })
const placed = Object.entries(files).flatMap(([path, { default: block }]) =>
  block ? [[/nodes\/(.+)\.ts$/.exec(path)?.[1] ?? path, block] as const] : [],
)

test.each(placed)('%s can be served, explained and placed', (place, block) => {
  expectSound(block, place)
})

test('no two files declare the same block', () => {
  expect(blocks.size).toBe(placed.length)
})
