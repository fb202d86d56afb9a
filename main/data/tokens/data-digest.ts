import { createHash } from 'node:crypto'
import { readRow } from '../../../core/data/token-column.ts'
import type { PreparedData } from './prepare-data.ts'

/** Rows of a column, and tokens of a row, that are hashed at most: enough to notice that other rows are held out. */
const maxHashedRows = 1000
const maxHashedTokens = 1000

/**
 * A digest of the data and of which of its rows are held out. Where it differs from that of a model's training, rows that are held out
 * now may be rows that the model was trained on.
 */
export function dataDigest({ digest, validation, test }: Pick<PreparedData, 'digest' | 'validation' | 'test'>): string {
  const hash = createHash('sha256').update(digest)
  const tested = Object.entries(test.columns).filter(([, column]) => column.rows > 0)
  for (const [name, column] of [...Object.entries(validation.columns), ...tested]) {
    hash.update(`${name} ${column.rows} ${column.length}\n`)
    for (let row = 0; row < column.rows; row += Math.ceil(column.rows / maxHashedRows))
      hash.update(readRow(column, row, maxHashedTokens))
  }
  return hash.digest('hex')
}
