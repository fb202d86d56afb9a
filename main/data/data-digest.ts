import { createHash } from 'node:crypto'
import { rowOf } from '../../core/token-column.ts'
import type { Prepared } from './prepare.ts'

/** Rows and tokens of a row that are looked at: enough to tell that other rows are kept back. */
const most = 1000

/**
 * A digest of the data and of which rows of it are kept back. Where it is another one than when a model was trained, rows
 * that are kept back now may be rows that the model learned from.
 */
export function dataDigest({ digest, validation, test }: Pick<Prepared, 'digest' | 'validation' | 'test'>): string {
  const hash = createHash('sha256').update(digest)
  const tested = Object.entries(test.columns).filter(([, column]) => column.rows > 0)
  for (const [name, column] of [...Object.entries(validation.columns), ...tested]) {
    hash.update(`${name} ${column.rows} ${column.length}\n`)
    for (let row = 0; row < column.rows; row += Math.ceil(column.rows / most)) hash.update(rowOf(column, row, most))
  }
  return hash.digest('hex')
}
