import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { applyEdit } from '../../../core/graph/edit.ts'
import { graphSchema } from '../../../core/graph/graph.ts'

const root = join(import.meta.dirname, '../../..')
const examples = readdirSync(join(root, 'examples')).filter(name => name.endsWith('.patchbay'))

/** The format, for editors and other programs. */
const published = {
  $id: 'patchbay-1.schema.json',
  title: 'A Patchbay pipeline',
  ...z.toJSONSchema(graphSchema, { io: 'input' }),
}

test('the published JSON Schema is that of the files this version reads and writes', async () => {
  await expect(`${JSON.stringify(published, null, 2)}\n`).toMatchFileSnapshot('../../../docs/patchbay-1.schema.json')
})

test.each(examples)('%s is the same after it was read and written, also with a part in a sub-graph', name => {
  const file = JSON.parse(readFileSync(join(root, 'examples', name), 'utf8'))
  const read = graphSchema.parse(file)
  expect(read).toMatchObject(file)
  const [a = '', b = ''] = read.blocks.map(({ id }) => id)
  const nested = applyEdit(read, { do: 'enclose', blocks: [a, b], id: 'part', name: '' })
  expect(graphSchema.parse(JSON.parse(JSON.stringify(nested)))).toEqual(nested)
})

test('files of before still open: without groups, notes or states, and with keys that nobody knows', () => {
  const old = { format: 'patchbay/1', blocks: [{ id: 'a', type: 't', params: {}, at: [0, 0], later: { x: 1 } }] }
  expect(graphSchema.parse(old)).toMatchObject({ ...old, groups: [], notes: [] })
})
