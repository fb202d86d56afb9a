import { describe, expect, test } from 'vitest'
import { blocks } from '../../../nodes/index.ts'
import { flow, read, row } from './flow.ts'

const looking = [...blocks.values()].filter(({ eachRow }) => eachRow)
const some = ['Call  me Ishmael. Some years ago.', 'A white\u200b whale!', 'The sea is deep. 白鲸在海里。它很大。'].map(
  text => row(text),
)
const others = ['Never mind how long. Precisely.', ' Caf\u0065\u0301 '].map(text => row(text))

test('blocks that clean, cut or leave out rows look at each by itself; those that choose among rows do not', () => {
  expect(looking.map(({ id }) => id).sort()).toEqual([
    'choose-columns',
    'chunk-texts',
    'clean-text',
    'filter-rows',
    'split-sentences',
  ])
})

describe.each(looking.map(block => [block.id, block] as const))('%s', (_, { rows, params }) => {
  test('makes of each row the same, whatever other rows there are', async () => {
    const made = (given: typeof some) => read(rows?.(flow(given), params.parse({}) as never) ?? flow([]))
    expect(await made([...some, ...others])).toEqual([...(await made(some)), ...(await made(others))])
  })
})
