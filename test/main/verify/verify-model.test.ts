import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Refusals } from '../../../core/problem.ts'
import { readGoldenCase } from '../../../main/verify/golden-case.ts'
import { verifyModel } from '../../../main/verify/verify-model.ts'
import { readSafetensors } from '../../../main/weights/read-safetensors.ts'
import { writeSafetensors } from '../../../main/weights/write-safetensors.ts'
import { blocks } from '../../../nodes/index.ts'
import { golden } from '../../nodes/model/fixture.ts'
import { cases } from '../../nodes/model/subject.ts'
import { all, filesOf, newFolder, untrained, written } from '../weights/saved.ts'

/** One case of each kind: the numbers of all are compared in test/nodes/model and test/core/predict. */
const kinds = [...new Map(cases.map(name => [readGoldenCase(golden(name))?.kind, name])).values()]

test.each(kinds)('%s passes, number by number', async name => {
  const { passed, findings } = await verifyModel(golden(name), blocks)
  const failed = findings.filter(({ state }) => state === 'failed').map(({ detail }) => detail.en)
  expect(failed).toEqual([])
  expect(passed).toBe(true)
  const compared = findings.flatMap(({ difference, limit }) => (difference === undefined ? [] : [[difference, limit]]))
  expect(compared.length).toBe(/clm|s2s/.test(name) ? 8 : 5)
})

test('a classifier whose labels hold each for itself passes, too', async () => {
  const folder = newFolder()
  cpSync(golden('gpt2_seqcls'), folder, { recursive: true })
  cpSync(join(folder, 'several.json'), join(folder, 'case.json'))
  const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))
  const several = { ...config, problem_type: 'multi_label_classification' }
  writeFileSync(join(folder, 'config.json'), JSON.stringify(several))
  const { passed, findings } = await verifyModel(folder, blocks)
  expect(findings.filter(({ state }) => state === 'failed').map(({ detail }) => detail.en)).toEqual([])
  expect(passed).toBe(true)
})

test.each(all)('%s, untrained, runs', async (_, config, build) => {
  const { passed, findings } = await verifyModel(written(filesOf(untrained(config, build))), blocks)
  expect(passed).toBe(true)
  expect(findings.map(({ state }) => state)).toEqual(['passed', 'skipped', 'skipped', 'passed'])
})

test.each([
  ['gpt2', 'an end token outside its vocabulary, as GPT-2s of another size have it', { eos_token_id: 50_256 }],
  ['llama', 'two places', { max_position_embeddings: 2 }],
  ['t5', 'no word of being an encoder and a decoder', { is_encoder_decoder: undefined }],
])('%s with %s runs', async (name, _, change) => {
  const [, config, build] = all.find(([n]) => n === name) ?? []
  if (!config || !build) throw new Error(`there is no ${name}`)
  const folder = written(filesOf(untrained(config, build)))
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...config, ...change }))
  expect(await verifyModel(folder, blocks)).toMatchObject({ passed: true })
})

describe('what is wrong is told', () => {
  function copied(name = 'gpt2_clm'): string {
    const folder = newFolder()
    cpSync(golden(name), folder, { recursive: true })
    return folder
  }
  const problems = (folder: string) =>
    verifyModel(folder, blocks).then(
      () => [],
      (error: unknown) => {
        if (error instanceof Refusals) return error.problems
        throw error
      },
    )
  const tokenizer = (size: number) => ({
    model: { vocab: Object.fromEntries(Array.from({ length: size }, (_, i) => [`t${i}`, i])) },
    added_tokens: [],
  })

  test('other weights give other numbers', async () => {
    const folder = copied()
    const file = join(folder, 'model.safetensors')
    const { tensors } = readSafetensors(readFileSync(file), 'model.safetensors')
    const changed = new Map(
      [...tensors].map(([key, { shape, data }]) => [key, { shape, data: data.map(x => 1.1 * x) }]),
    )
    writeFileSync(file, writeSafetensors(changed))
    const { passed, findings } = await verifyModel(folder, blocks)
    expect(passed).toBe(false)
    expect(findings.find(({ name }) => name.en === 'logits')).toMatchObject({ state: 'failed', limit: 1e-4 })
  })

  test('a tokenizer with more tokens than the word table has rows, with both sizes', async () => {
    const folder = copied()
    writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer(41)))
    expect(await problems(folder)).toEqual([])
    writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer(42)))
    const [problem] = await problems(folder)
    expect(problem?.code).toBe('tokenizer-too-large')
    expect(problem?.message.en).toMatch(/tokenizer.json has 42 tokens.*“transformer.wte.weight”.*\[41,16\]/)
  })

  test('a tokenizer that is none', async () => {
    const folder = copied()
    writeFileSync(join(folder, 'tokenizer.json'), '{}')
    expect(await problems(folder)).toMatchObject([{ code: 'bad-tokenizer' }])
  })

  test('files that changed since they were saved, together with what else is wrong', async () => {
    const folder = copied()
    writeFileSync(join(folder, 'state.json'), JSON.stringify({ sha256: { 'config.json': '0', 'notes.txt': '0' } }))
    rmSync(join(folder, 'model.safetensors'))
    const found = await problems(folder)
    expect(found.map(({ code }) => code)).toEqual(['changed-file', 'changed-file', 'no-weights'])
  })

  test('scores that are no numbers', async () => {
    const folder = copied()
    const file = join(folder, 'model.safetensors')
    const { tensors } = readSafetensors(readFileSync(file), 'model.safetensors')
    tensors.get('transformer.ln_f.bias')?.data.fill(Number.NaN)
    writeFileSync(file, writeSafetensors(tensors))
    expect(await problems(folder)).toMatchObject([{ code: 'not-finite' }])
  })

  test('a case that is none, and a folder that is not there', async () => {
    const folder = copied()
    writeFileSync(join(folder, 'case.json'), '{"kind": "clm"}')
    expect(await problems(folder)).toMatchObject([{ code: 'bad-case' }])
    expect(await problems(join(folder, 'nowhere'))).toMatchObject([{ code: 'no-such-folder' }])
  })
})
