import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { pagedNumbers } from '../../../main/data/paged-numbers.ts'
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
  const { at } = pagedNumbers(file, Int32Array)
  const { read } = pagedNumbers(file, Int32Array)
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
