import { describe, expect, test } from 'vitest'
import { type Form, inForm } from '../../../bench/in-form.ts'
import { recurrent } from '../../../bench/recurrent.ts'

const small = { S: 7, U: 5, L: 2, H: 12, B: 6, V: 40, dropout: 0.2 }

/** Losses and norms of ten steps. */
async function trained(form: Form, attention: 'luong' | 'bahdanau') {
  const training = await inForm(form, recurrent({ ...small, attention }))
  const found: number[] = []
  for (let step = 1; step <= 10; step++) {
    const { loss, norm } = await training.step(step, 1e-3)
    found.push(loss, norm)
  }
  await training.release()
  return found
}

describe.each(['luong', 'bahdanau'] as const)('an LSTM with dropout and attention as of %s', attention => {
  test('trains the same as a loop and with its steps written out', async () => {
    const [loop, flat] = [await trained('loop', attention), await trained('written out', attention)]
    expect(loop.at(-2)).toBeLessThan(loop[0] as number)
    for (const [i, value] of loop.entries()) expect(Math.abs(value - (flat[i] ?? Number.NaN))).toBeLessThan(1e-6)
  })

  test('trains the same again, to the last bit', async () => {
    expect(await trained('loop', attention)).toEqual(await trained('loop', attention))
  })

  test('compiles to as many operations for long texts as for short ones, so that long texts start at once', async () => {
    const size = async (S: number, U: number) => {
      const { size, release } = await inForm('loop', recurrent({ ...small, S, U, attention }))
      await release()
      return size
    }
    expect(await size(40, 16)).toBe(await size(5, 3))
  })
})
