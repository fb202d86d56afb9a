import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isBodyParameter, isPoolerParameter } from '../../../core/nn/parameter-names.ts'
import { fitWeights } from '../../../main/weights/fit-weights.ts'
import { type LoadedModel, loadModel } from '../../../main/weights/load-model.ts'
import { modelFiles, storedTensors } from '../../../main/weights/model-files.ts'
import { readSafetensors } from '../../../main/weights/read-safetensors.ts'
import { writeSafetensors } from '../../../main/weights/write-safetensors.ts'
import { blocks } from '../../../nodes/index.ts'
import { variants } from '../../nodes/model/small-plan.ts'
import { cases } from '../../nodes/model/subject.ts'
import { all, filesOf, untrained, written } from './saved.ts'

test.each(all)('%s: saved, loaded and saved again, every byte is the same', (_, config, build) => {
  const files = filesOf(untrained(config, build))
  expect(filesOf(loadModel(written(files), blocks))).toEqual(files)
})

const head = / (class|tags|answer|replaced)$/
const overWords = new Map(all.filter(([name]) => !head.test(name)).map(model => [model[0], model]))

test.each(all.filter(([name]) => head.test(name)))(
  '%s: takes the body of the model over words, and gives it back',
  (name, config, build) => {
    const [, plain, buildPlain] = overWords.get(name.replace(head, '')) as (typeof all)[number]
    const pair = [untrained(plain, buildPlain), untrained(config, build)] as const
    for (const [from, to] of [pair, pair.toReversed()] as [LoadedModel, LoadedModel][]) {
      const tensors = storedTensors(from.weights, from.parameters)
      const { weights, newlyInitialized: fresh } = fitWeights({ tensors, others: new Map() }, to.network, {
        file: name,
        newHead: true,
      })
      const body = [...to.parameters.keys()].filter(
        key => isBodyParameter(key, to.network.family) && !isPoolerParameter(key),
      )
      expect([...weights.keys()]).toEqual(expect.arrayContaining(body))
      expect(fresh.filter(key => body.includes(key))).toEqual([])
    }
  },
)

const golden = join(import.meta.dirname, '../../fixtures/golden')

test.each(cases)('%s, which Transformers wrote, loads and keeps its numbers', name => {
  const folder = join(golden, name)
  const model = loadModel(folder, blocks)
  const again = loadModel(written(filesOf(model)), blocks)
  expect(again.weights).toEqual(model.weights)
  expect(again.network.config).toEqual(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')))
})

/** All that Transformers 5.24 refuses as a whole number in the configs of our families. */
const withPoint = [
  ...['layer_norm_epsilon', 'layer_norm_eps', 'rms_norm_eps', 'norm_eps', 'initializer_range', 'initializer_factor'],
  ...['initializer_cutoff_factor', 'init_std', 'encoder_layerdrop', 'decoder_layerdrop', 'rope_theta'],
]

test('numbers that Transformers wants with a point are written with one, whole numbers without', () => {
  const [, config, build] = all.find(([name]) => name === 'bart') ?? []
  if (!config || !build) throw new Error('there is no BART')
  const named = Object.fromEntries(withPoint.map(name => [name, 0]))
  const { network, ...parts } = untrained(config, build)
  const words =
    modelFiles({ config: { ...network.config, ...named }, ...parts })
      .get('config.json')
      ?.toString() ?? ''
  for (const name of withPoint) expect(words).toMatch(new RegExp(`"${name}": 0\\.0[,\n]`))
  expect(words).toMatch(/"encoder_layers": 2,/)
})

test('tied tables are written once', () => {
  for (const [name, config, build] of all) {
    if (config.tie_word_embeddings !== true) continue
    const names = [...untrained(config, build).parameters.keys()]
    expect([name, names.filter(key => /(lm_head|decoder|vocab_projector)\.weight$/.test(key))]).toEqual([name, []])
  }
})

test.each([
  ['gpt2', 'lm_head', 'transformer.wte'],
  ['bert', 'cls.predictions.decoder', 'bert.embeddings.word_embeddings'],
  ['roberta', 'lm_head.decoder', 'roberta.embeddings.word_embeddings'],
  ['modernbert', 'decoder', 'model.embeddings.tok_embeddings'],
  ['distilbert', 'vocab_projector', 'distilbert.embeddings.word_embeddings'],
  ['electra', 'generator_lm_head', 'electra.embeddings.word_embeddings'],
  ['bart', 'lm_head', 'model.shared'],
  ['bart', 'model.encoder.embed_tokens', 'model.shared'],
  ['bart class', 'model.decoder.embed_tokens', 'model.shared'],
  ['bart answer', 'model.decoder.embed_tokens', 'model.shared'],
  ['marian', 'lm_head', 'model.shared'],
])('%s that does not share its word table has “%s”, which earlier checkpoints of ours lack', (of, own, table) => {
  const [, tied, build] = all.find(([name]) => name === of) ?? []
  if (!tied || !build) throw new Error(`there is no ${of}`)
  const config = { ...tied, tie_word_embeddings: false }
  const files = filesOf(untrained(config, build))
  const { tensors } = readSafetensors(files.get('model.safetensors') as Buffer, 'model.safetensors')
  expect([...tensors.keys()]).toEqual(expect.arrayContaining([`${own}.weight`, `${table}.weight`]))
  const without = new Map(files).set(
    'model.safetensors',
    filesOf(untrained(tied, build)).get('model.safetensors') as Buffer,
  )
  const { weights } = loadModel(written(without), blocks)
  expect(weights.get(`${own}.weight`)).toEqual(weights.get(`${table}.weight`))
})

test('whether words and output of a T5 1.1 are one shows in its weights, whatever its config says, as in Transformers 5', () => {
  const [, config, build] = all.find(([name]) => name === 't5') ?? []
  if (!config || !build) throw new Error('there is no T5')
  const { tensors } = readSafetensors(
    filesOf(untrained(config, build)).get('model.safetensors') as Buffer,
    'model.safetensors',
  )
  const load = (says: object, own: boolean) => {
    const weights = writeSafetensors(new Map([...tensors].filter(([name]) => own || name !== 'lm_head.weight')))
    const files = new Map<string, string | Uint8Array>([
      ['config.json', JSON.stringify({ ...config, ...says })],
      ['model.safetensors', weights],
    ])
    const model = loadModel(written(files), blocks)
    return [
      model.weights.has('lm_head.weight'),
      model.network.config,
      loadModel(written(filesOf(model)), blocks),
    ] as const
  }
  for (const says of [{ tie_word_embeddings: false }, { tie_word_embeddings: true, scale_decoder_outputs: false }])
    for (const own of [true, false]) {
      const [has, found, again] = load(says, own)
      expect([has, found.tie_word_embeddings]).toEqual([own, !own])
      if (!own) expect(found.scale_decoder_outputs).toBe(false)
      expect(again.network.config).toEqual(found)
    }
})

test('only networks that write have a generation_config.json', () => {
  const having = all.filter(([, config, build]) => filesOf(untrained(config, build)).has('generation_config.json'))
  const names = having.map(([name]) => name).filter(name => !variants.some(([variant]) => variant === name))
  expect(names).toEqual(['gpt2', 'gpt3', 'llama', 'bart', 'marian', 'lstm', 'lstm-bahdanau', 't5'])
})
