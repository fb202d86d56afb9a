import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { greedyDecoding } from '../../../core/predict/decoding-options.ts'
import { findModel } from '../../../main/runs/find-model.ts'
import { predictWithModel } from '../../../main/runs/use-model.ts'
import { openStore } from '../../../main/store/store.ts'
import { buildIfNeeded } from '../../../scripts/build-if-needed.mjs'
import { newFolder } from '../weights/saved.ts'

// Made by Transformers, which gave the numbers and texts below for the same text.
const elsewhere = resolve('test/fixtures/elsewhere')
const text = 'A person wires blocks on a canvas'

const home = newFolder()
const store = openStore(join(home, 'patchbay.db'))
beforeAll(() => buildIfNeeded(), 120_000)
afterAll(() => store.close())

const ask = async (name: string, how = {}) => {
  const asked = {
    from: join(elsewhere, name),
    checkpoint: 'last',
    ...greedyDecoding,
    length: 12,
    candidates: 3,
    seed: 1,
    ...how,
  }
  const [sample] = await predictWithModel(store, { home, out: resolve('out') }, { ...asked, text: [text] } as never)
  return sample
}

test.each([
  ['llama-class', 'whose tokenizer puts a begin token before a text', { a: 0.63, b: 0.1069, c: 0.2631 }],
  ['gpt2-class', 'whose tokenizer puts nothing around a text', { a: 0.0691, b: 0.3032, c: 0.6277 }],
])('a classifier %s, %s, judges as in Transformers', async (name, _, wanted) => {
  const [chances = []] = (await ask(name))?.blanks ?? []
  expect(Object.keys(wanted).length).toBe(chances.length)
  for (const { text, probability } of chances) expect(probability).toBeCloseTo(wanted[text as 'a'], 3)
})

test.each([
  ['llama', ' program]( whatatchbay� program minut� themVwerS'],
  ['gpt2-two-ends', ' me�in me�in'],
  ['bart', 'iestestestestestestestestestestest'],
])('%s goes on, begins and ends as its files say, and as in Transformers', async (name, wanted) => {
  expect((await ask(name))?.output).toBe(wanted)
})

test('where files say nothing of how a model writes, its end token ends a text', () => {
  const folder = newFolder()
  cpSync(join(elsewhere, 'gpt2-two-ends'), folder, { recursive: true })
  writeFileSync(join(folder, 'generation_config.json'), '{ not JSON')
  const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...config, eos_token_id: null }))
  const { plan } = findModel(store, home, folder, 'last')
  expect(plan.batches.asking?.writing).toEqual({ ends: [0], banned: [] })
})
