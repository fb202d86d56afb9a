import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Refusals } from '../../../core/problem.ts'
import { createClient, serve } from '../../../core/rpc/serve.ts'
import { openApp } from '../../../main/app.ts'
import { registerExportTargets } from '../../../main/export/export-model.ts'
import type { ExportTargetFile } from '../../../main/export/export-target.ts'
import { registerModelImporters } from '../../../main/import/import-model.ts'
import type { ModelImporterFile } from '../../../main/import/model-importer.ts'
import { loadModel } from '../../../main/weights/load-model.ts'
import { blocks } from '../../../nodes/index.ts'
import { newFolder } from '../weights/saved.ts'

// A target and an importer are a file each, found by folder.
const forget = [
  registerExportTargets(import.meta.glob<ExportTargetFile>('./toy-export/*.ts', { eager: true })),
  registerModelImporters(import.meta.glob<ModelImporterFile>('./toy-import/*.ts', { eager: true })),
]
const app = openApp({ home: newFolder(), out: resolve('out') })
const calls = createClient(serve(app.service))
afterAll(async () => {
  for (const each of forget) each()
  await app.close()
})

const llama = resolve('test/fixtures/elsewhere/llama')
const newPath = () => join(newFolder(), 'sub', 'model')

/** A model in the format of the toy importer. */
function bundle(): string {
  const folder = newFolder()
  cpSync(llama, join(folder, 'inside'), { recursive: true })
  writeFileSync(join(folder, 'bundle.json'), JSON.stringify({ model: 'inside' }))
  return folder
}

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    error => (error instanceof Refusals ? error.problems[0] : error),
  )

test('a model that an importer of one file reads is written by a target of one file', async () => {
  const folder = newPath()
  const exported = await calls.call('model.export', { from: bundle(), to: 'shapes', folder })
  expect(exported).toEqual({ target: 'shapes', folder, files: ['shapes.json'] })
  const { task, shapes } = JSON.parse(readFileSync(join(folder, 'shapes.json'), 'utf8'))
  expect(task).toBe('causal')
  expect(shapes['model.norm.weight']).toHaveLength(1)
  expect((await calls.call('model.targets', {})).map(({ id }) => id)).toEqual(['hf', 'shapes'])
})

test('a model goes out to Transformers whole, without what only training needs', async () => {
  const from = newFolder()
  cpSync(llama, from, { recursive: true })
  for (const name of ['optimizer.safetensors', 'state.json']) writeFileSync(join(from, name), '{}')
  const folder = newPath()
  mkdirSync(folder, { recursive: true }) // an empty folder is as good as a new one
  const { files } = await calls.call('model.export', { from, to: 'hf', folder })
  expect(files).toEqual(expect.arrayContaining(['config.json', 'model.safetensors', 'tokenizer.json']))
  expect(files.filter(name => /optimizer|state/.test(name))).toEqual([])
  expect(loadModel(folder, blocks).weights).toEqual(loadModel(llama, blocks).weights)
})

test('a folder that holds something is left as it is, and what fails leaves nothing behind', async () => {
  const full = newFolder()
  writeFileSync(join(full, 'mine.txt'), 'mine')
  const file = join(full, 'mine.txt')
  for (const folder of [full, file]) {
    const problem = await refusal(calls.call('model.export', { from: llama, to: 'hf', folder }))
    expect(problem).toMatchObject({ code: 'folder-not-empty', param: 'folder' })
  }
  expect(readdirSync(full)).toEqual(['mine.txt'])
  const damaged = newFolder()
  cpSync(llama, damaged, { recursive: true })
  writeFileSync(join(damaged, 'model.safetensors'), 'x')
  const folder = newPath()
  expect(await refusal(calls.call('model.export', { from: damaged, to: 'hf', folder }))).toMatchObject({
    code: 'damaged-weights',
  })
  expect(existsSync(folder)).toBe(false)
  expect(readdirSync(dirname(folder))).toEqual([])
  expect(await refusal(calls.call('model.export', { from: llama, to: 'nothing', folder }))).toMatchObject({
    code: 'unknown-target',
  })
})
