import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Problem, Refusals } from '../../../core/problem.ts'
import { createRandom } from '../../../core/random.ts'
import { loadModel } from '../../../main/weights/load-model.ts'
import { readSafetensors } from '../../../main/weights/read-safetensors.ts'
import { type StoredTensor, writeSafetensors } from '../../../main/weights/write-safetensors.ts'
import { blocks } from '../../../nodes/index.ts'
import { all, filesOf, newFolder, untrained, written } from './saved.ts'

const [, config, build] = all.find(([name]) => name === 'gpt2') ?? all[0] ?? []
if (!config || !build) throw new Error('there is no GPT-2')
const model = untrained(config, build)
const files = filesOf(model)
const whole = files.get('model.safetensors') as Buffer
const { tensors } = readSafetensors(whole, 'model.safetensors')
const table = 'transformer.wte.weight'

function problems(change: Readonly<Record<string, string | Uint8Array | undefined>>): readonly Problem[] {
  const changed = new Map<string, string | Uint8Array>(files)
  for (const [name, data] of Object.entries(change)) data === undefined ? changed.delete(name) : changed.set(name, data)
  try {
    loadModel(written(changed), blocks)
  } catch (error) {
    if (error instanceof Refusals) return error.problems
    throw error
  }
  return []
}

const withTensors = (change: (all: Map<string, StoredTensor>) => void) => {
  const changed = new Map(tensors)
  change(changed)
  return problems({ 'model.safetensors': writeSafetensors(changed) })
}

interface Header {
  readonly [name: string]: unknown
}

/** The file with some entries of its header replaced, in front of the same data. */
function withHeader(changes: Header) {
  const length = Number(whole.readBigUInt64LE())
  const header = { ...JSON.parse(whole.toString('utf8', 8, 8 + length)), ...changes }
  const words = Buffer.from(JSON.stringify(header))
  const size = Buffer.alloc(8)
  size.writeBigUInt64LE(BigInt(words.length))
  return problems({ 'model.safetensors': Buffer.concat([size, words, whole.subarray(8 + length)]) })
}

test('the file as it is has no problem', () => {
  expect(problems({})).toEqual([])
})

describe('tensors that do not fit name the file, the tensor and both shapes', () => {
  test('missing', () => {
    const [problem] = withTensors(all => all.delete('transformer.h.1.mlp.c_fc.bias'))
    expect(problem?.code).toBe('missing-tensor')
    expect(problem?.message.en).toMatch(/^model.safetensors lacks “transformer.h.1.mlp.c_fc.bias” \[128\]/)
  })

  test('left over', () => {
    const [problem] = withTensors(all =>
      all.set('transformer.h.2.ln_1.bias', { shape: [2], data: new Float32Array(2) }),
    )
    expect(problem?.code).toBe('extra-tensor')
    expect(problem?.message.en).toMatch(/“transformer.h.2.ln_1.bias” \[2\]/)
  })

  test('of another shape', () => {
    const [problem] = withTensors(all => {
      const { data } = all.get('transformer.wpe.weight') as StoredTensor
      all.set('transformer.wpe.weight', { shape: [32, 64], data })
    })
    expect(problem?.code).toBe('wrong-shape')
    expect(problem?.message.en).toMatch(/“transformer.wpe.weight” in model.safetensors has shape \[32,64\].*\[64,32\]/)
    expect(problem?.message.zh).toMatch(/\[32,64\].*\[64,32\]/)
  })

  test('an output that should be the word table, and is another', () => {
    const { shape, data } = tensors.get(table) as StoredTensor
    expect(withTensors(all => all.set('lm_head.weight', { shape, data }))).toEqual([])
    const [problem] = withTensors(all => all.set('lm_head.weight', { shape, data: data.map(x => -x) }))
    expect(problem?.code).toBe('not-tied')
  })
})

test('a word table that is only there under its name as output is found', () => {
  const rename = (all: Map<string, StoredTensor>) => {
    all.set('lm_head.weight', all.get(table) as StoredTensor)
    all.delete(table)
  }
  expect(withTensors(rename)).toEqual([])
})

test('names without their first word, gamma, beta and attention masks are understood', () => {
  const bare = new Map([...tensors].map(([name, stored]) => [name.replace('transformer.', ''), stored]))
  bare.set('h.0.attn.bias', { shape: [1, 1, 2, 2], data: new Float32Array(4) })
  expect(problems({ 'model.safetensors': writeSafetensors(bare) })).toEqual([])
  const old = new Map(
    [...tensors].map(([name, stored]) => [
      name.replace(/(ln_\w)\.weight$/, '$1.gamma').replace(/(ln_\w)\.bias$/, '$1.beta'),
      stored,
    ]),
  )
  expect(problems({ 'model.safetensors': writeSafetensors(old) })).toEqual([])
})

describe('headers that lie', () => {
  const { shape, data } = tensors.get(table) as StoredTensor
  const entry = { dtype: 'F32', shape, data_offsets: [0, data.byteLength] }
  const placed = (from: number) => ({ [table]: { ...entry, data_offsets: [from, from + data.byteLength] } })
  test('the header as it is', () => expect(withHeader({ [table]: entry })).toEqual([]))

  test.each([
    ['overlap', placed(4)],
    ['negative', placed(-4)],
    ['beyond the file', placed(1e12)],
    ['no numbers', { [table]: { ...entry, data_offsets: [0, 0.5] } }],
    ['another shape', { [table]: { ...entry, shape: [3, 3] } }],
    ['a shape beyond counting', { [table]: { ...entry, shape: [2 ** 52, 2 ** 52] } }],
    ['a negative shape', { [table]: { ...entry, shape: [-1, -1] } }],
    ['no entry', { [table]: 7 }],
    ['metadata of another kind', { __metadata__: { format: 7 } }],
    ['a tensor less', { [table]: undefined }],
  ])('%s', (_, lie) => {
    const found = withHeader(lie)
    expect(found.map(({ code }) => code)).toEqual(['damaged-weights'])
    expect(found[0]?.message.en).toMatch(/^model.safetensors is damaged: .+\.$/)
  })

  test.each([
    ['overlap', placed(4)],
    ['beyond the file', placed(1e12)],
    ['another shape', { [table]: { ...entry, shape: [3, 3] } }],
  ])('%s: the problem names the tensor, its shape, and the bytes it should have and those there are', (_, lie) => {
    const { shape, data_offsets } = lie[table] as typeof entry
    const [problem] = withHeader(lie)
    expect(problem?.message.en).toMatch(/^model.safetensors is damaged: “[\w.]+” \[[\d,]+\] does not fit its place/)
    if (problem?.message.en.includes(table)) {
      expect(problem.message.en).toContain(`[${shape}]`)
      expect(problem.message.en).toContain(`bytes ${data_offsets.join(' to ')} of `)
    }
  })

  test('a type that is no float is a problem of that tensor', () => {
    const [problem] = withHeader({ [table]: { ...entry, dtype: 'I32' } })
    expect(problem).toMatchObject({ code: 'not-float' })
    expect(problem?.message.en).toMatch(/“transformer.wte.weight”.*I32/)
  })

  test('a header that is said to be huge', () => {
    for (const length of [2n ** 64n - 1n, 2n ** 40n, BigInt(whole.length)]) {
      const changed = Buffer.from(whole)
      changed.writeBigUInt64LE(length)
      expect(problems({ 'model.safetensors': changed })).toMatchObject([{ code: 'damaged-weights' }])
    }
  })
})

describe('configs that are no use', () => {
  const json = (change: object) => JSON.stringify({ ...config, ...change })
  test.each([
    ['an unknown model_type', json({ model_type: 'whisper' }), 'unknown-model-type'],
    ['a block that is no network', json({ model_type: 'trainer' }), 'unknown-model-type'],
    ['no model_type', json({ model_type: undefined }), 'bad-config'],
    ['a head we do not have', json({ architectures: ['GPT2ForPreTraining'] }), 'unknown-architecture'],
    ['a width that is no number', json({ n_embd: 'wide' }), 'bad-config'],
    ['more layers than there can be', json({ n_layer: 1e9 }), 'bad-config'],
    ['another width', json({ n_embd: 64 }), 'wrong-shape'],
    [
      'a look at another text, which the weights of a GPT-2 do not tell',
      json({ add_cross_attention: true }),
      'bad-config',
    ],
    ['no JSON', '{', 'bad-config'],
    ['no object', '[]', 'bad-config'],
    ['no file', undefined, 'no-config'],
  ])('%s', (_, words, code) => {
    expect(problems({ 'config.json': words })[0]?.code).toBe(code)
  })
})

test('other formats of weights are not read, and the fix says why', () => {
  const [problem] = problems({ 'model.safetensors': undefined, 'pytorch_model.bin': 'x' })
  expect(problem?.code).toBe('no-weights')
  expect(problem?.fix.en).toMatch(/may contain code/)
})

describe('weights in several files', () => {
  const names = [...tensors.keys()]
  const shard = (from: number, to?: number) => writeSafetensors(new Map([...tensors].slice(from, to)))
  const map = Object.fromEntries(names.map((name, i) => [name, i < 5 ? 'a.safetensors' : 'b.safetensors']))
  const load = (weight_map: Record<string, string>) =>
    problems({
      'model.safetensors': undefined,
      'model.safetensors.index.json': JSON.stringify({ weight_map }),
      'a.safetensors': shard(0, 5),
      'b.safetensors': shard(5),
    })
  test('are one model', () => expect(load(map)).toEqual([]))
  test.each([
    ['missing', { ...map, [table]: 'c.safetensors' }],
    ['without the tensor', { ...map, [table]: 'b.safetensors' }],
    ['elsewhere', { ...map, [table]: '../a.safetensors' }],
  ])('a file that is %s', (_, weightMap) => {
    expect(load(weightMap)).toMatchObject([{ code: 'bad-index' }])
  })
})

test('half precision, bfloat16 and double precision become float32', () => {
  const values = [0, 1, -2, 0.5, 65504, 2 ** -24, Number.POSITIVE_INFINITY, -0]
  const halves = [0x0000, 0x3c00, 0xc000, 0x3800, 0x7bff, 0x0001, 0x7c00, 0x8000]
  const read = (dtype: string, data: Uint8Array) => {
    const header = Buffer.from(JSON.stringify({ x: { dtype, shape: [8], data_offsets: [0, data.length] } }))
    const size = Buffer.alloc(8)
    size.writeBigUInt64LE(BigInt(header.length))
    return [...(readSafetensors(Buffer.concat([size, header, data]), 'x').tensors.get('x')?.data ?? [])]
  }
  const bytes = ({ buffer }: { buffer: ArrayBufferLike }) => new Uint8Array(buffer)
  expect(read('F16', bytes(Uint16Array.from(halves)))).toEqual(values)
  expect(read('F64', bytes(Float64Array.from(values)))).toEqual(values)
  const brains = new Uint16Array(bytes(Float32Array.from([1, -2, 0.5, 3, 0, 1, 1, 1])).buffer).filter(
    (_, i) => i % 2 === 1,
  )
  expect(read('BF16', bytes(brains))).toEqual([1, -2, 0.5, 3, 0, 1, 1, 1])
})

test('a file that was cut off while it was copied names the first tensor that is not there whole', () => {
  const [problem] = problems({ 'model.safetensors': whole.subarray(0, whole.length - 4) })
  expect(problem?.code).toBe('damaged-weights')
  expect(problem?.message.en).toMatch(
    /^model.safetensors is damaged: “transformer.ln_f.bias” \[32\] does not fit its place in the file \(bytes \d+ to \d+ of \d+\)\.$/,
  )
  expect(problem?.message.zh).toMatch(/^model.safetensors 已损坏：“transformer.ln_f.bias” \[32\]/)
})

test('whatever is cut off or flipped: a problem or a whole model, never a crash', () => {
  const { int } = createRandom(11)
  const header = Number(whole.readBigUInt64LE()) + 8
  const folder = written(files, newFolder())
  const outcomes = { problem: 0, model: 0 }
  for (let i = 0; i < 400; i++) {
    const file = i % 2 ? Buffer.from(whole) : whole.subarray(0, int(whole.length))
    // mostly in the header, where a bit has consequences
    if (i % 2)
      for (let flips = 1 + int(4); flips > 0; flips--) file[int(header)] = (file[int(header)] as number) ^ (1 << int(8))
    writeFileSync(join(folder, 'model.safetensors'), file)
    try {
      const { weights } = loadModel(folder, blocks)
      expect([...weights.keys()]).toEqual([...model.parameters.keys()])
      outcomes.model++
    } catch (error) {
      expect(error).toBeInstanceOf(Refusals)
      outcomes.problem++
    }
  }
  expect(outcomes.problem).toBeGreaterThan(300)
})
