import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { pagedArray } from '../../../main/data/tokens/paged-array.ts'
import { newFolder } from './pipeline.ts'

/** A function that takes away everything that nobody can reach. */
function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}

test('a file stays open as long as somebody can read from it, by whichever function', async () => {
  const file = join(newFolder(), 'numbers')
  const count = 200_000
  writeFileSync(file, new Uint8Array(Int32Array.from({ length: count }, (_, i) => 3 * i).buffer))
  const { at } = pagedArray(file, Int32Array)
  const { read } = pagedArray(file, Int32Array)
  const collect = collector()
  for (let i = 0; i < 5; i++) {
    collect()
    await setTimeout(10)
  }
  expect(at(count - 1)).toBe(3 * (count - 1))
  const some = new Int32Array(4)
  read(count - 4, some)
  expect([...some]).toEqual([4, 3, 2, 1].map(back => 3 * (count - back)))
})

test('numbers from everywhere in a file with more pages than are kept are right', () => {
  const file = join(newFolder(), 'many')
  const count = 4_000_000
  writeFileSync(file, new Uint8Array(Int32Array.from({ length: count }, (_, i) => 3 * i).buffer))
  const { at, read } = pagedArray(file, Int32Array)
  const some = new Int32Array(6000)
  for (let i = 0, place = 7; i < 3000; i++, place = (place * 48_271) % (count - some.length)) {
    expect(at(place)).toBe(3 * place)
    if (i % 10 > 0) continue
    read(place, some)
    expect([some[0], some.at(-1)]).toEqual([3 * place, 3 * (place + some.length - 1)])
  }
})
