import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRow } from '../../../core/data/token-column.ts'
import { prepareData } from '../../../main/data/tokens/prepare-data.ts'
import { rowCount } from '../../../main/data/tokens/row-selection.ts'
import { batches, blocks, newFolder, planOf } from './pipeline.ts'

const folder = newFolder()
const path = join(folder, 'pairs.tsv')
const lines = Array.from({ length: 3000 }, (_, i) => `${i}\tNo. ${i}  (of  3000)`)
writeFileSync(path, lines.join('\n'))
const made = () =>
  prepareData(
    planOf(
      batches(
        ['pairs-file', { path }],
        ['clean-text', { spaces: 'one-line' }],
        ['split', { share: 0.2 }],
        ['bpe-tokenizer', { size: 300 }],
        ['pair-tokens'],
      ),
    ),
    { home: join(folder, 'home'), blocks, report: () => {} },
  )

test('texts of rows belong to their tokens, after the row blocks, also when the tokens were cached', async () => {
  for (const _ of ['made', 'kept']) {
    const { tokenizer, validation, texts } = await made()
    expect(rowCount(validation)).toBe(600)
    const places = [0, 7, 8, 599]
    const { target } = validation.columns
    const tokens = places.map(place => tokenizer.decode(readRow(target as never, place)))
    expect(await texts('validation', 'target', places)).toEqual(tokens)
    expect(tokens[0]).toMatch(/^No\. \d+ \(of 3000\)$/)
  }
})

test('a file that has changed meanwhile is a problem', async () => {
  const { texts } = await made()
  appendFileSync(path, '\nx\ty')
  await expect(texts('validation', 'target', [0])).rejects.toMatchObject({ problems: [{ code: 'file-changed' }] })
})
