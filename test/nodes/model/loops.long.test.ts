import { describe, expect, test } from 'vitest'
import { type Form, trainerInForm } from '../../../bench/loop-forms.ts'
import { recurrent, type Sizes } from '../../../bench/lstm.ts'

const small = { S: 7, U: 5, L: 2, H: 12, B: 6, V: 40, dropout: 0.2 }

type Kind = Pick<Sizes, 'attention' | 'score' | 'feeding'>
const kinds: readonly (readonly [string, Kind])[] = [
  ['as of Luong', { attention: 'luong' }],
  ['as of Luong, by concatenation', { attention: 'luong', score: 'concat' }],
  ['as of Luong, with input feeding', { attention: 'luong', feeding: true }],
  ['as of Bahdanau', { attention: 'bahdanau' }],
]

/** Losses and norms of ten steps. */
async function trained(form: Form, kind: Kind) {
  const training = await trainerInForm(form, recurrent({ ...small, ...kind }))
  const found: number[] = []
  for (let step = 1; step <= 10; step++) {
    const { loss, norm } = await training.step(step, 1e-3)
    found.push(loss, norm)
  }
  await training.release()
  return found
}

describe.each(kinds)('an LSTM with dropout and attention %s', (_, kind) => {
  test('trains the same as a loop and with its steps written out', async () => {
    const [loop, flat] = [await trained('loop', kind), await trained('written out', kind)]
    expect(loop.at(-2)).toBeLessThan(loop[0] as number)
    for (const [i, value] of loop.entries()) expect(Math.abs(value - (flat[i] ?? Number.NaN))).toBeLessThan(1e-6)
  })

  test('trains the same again, to the last bit', async () => {
    expect(await trained('loop', kind)).toEqual(await trained('loop', kind))
  })

  test('compiles to as many operations for long texts as for short ones, so that long texts start at once', async () => {
    const size = async (S: number, U: number) => {
      const { size, release } = await trainerInForm('loop', recurrent({ ...small, S, U, ...kind }))
      await release()
      return size
    }
    expect(await size(40, 16)).toBe(await size(5, 3))
  })
})
