import { afterAll, describe, expect, test } from 'vitest'
import type { Config, Network } from '../../../core/nn/network.ts'
import { random } from '../../../core/random.ts'
import { programsOver } from '../../../main/engine/onnx/programs-over.ts'
import { reader } from '../../../main/engine/onnx/reader.ts'
import { recomputing } from '../../../main/engine/onnx/recompute.ts'
import { remembering } from '../../../main/engine/onnx/remember.ts'
import { scorer } from '../../../main/engine/onnx/scorer.ts'
import { bart } from '../../../nodes/model/bart.ts'
import { bert } from '../../../nodes/model/bert.ts'
import { gpt2 } from '../../../nodes/model/gpt2.ts'
import { llama } from '../../../nodes/model/llama.ts'
import { marian } from '../../../nodes/model/marian.ts'
import { t5 } from '../../../nodes/model/t5.ts'
import { fixture } from '../../nodes/model/fixture.ts'

type Build = (config: Config) => Network
/** A family's name, its fixture and its builder. */
const families: readonly (readonly [string, string, Build])[] = [
  ['GPT-2', 'gpt2_clm', gpt2],
  ['GPT-3 style', 'gpt2_clm', config => gpt2({ ...config, attention_window: 3 })],
  ['LLaMA', 'llama_gqa_clm', llama],
  ['T5 1.0', 't5v10_s2s', t5],
  ['T5 1.1', 't5v11_s2s', t5],
  ['BART', 'bart_s2s', bart],
  ['Marian', 'marian_s2s', marian],
]
const limit = 16

function setUp(name: string, build: Build) {
  const { config, weights } = fixture(name)
  const network = build(config)
  const values = new Map([...weights].map(([key, { data }]) => [key, data]))
  const source = config.is_encoder_decoder ? [5, 9, 14, 3, 7] : undefined
  const pad = config.pad_token_id as number
  return { network, source, pad, programs: programsOver(values), plain: scorer(network, values, limit, pad) }
}

const farthest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] as number))), a.length === b.length ? 0 : 1e9)

describe.each(families)('%s', (_, name, build) => {
  const { network, source, pad, programs, plain } = setUp(name, build)
  const options = { programs, limit, pad, source }
  const { int } = random(4)
  const text = Array.from({ length: limit }, () => 3 + int(20))
  const anew = recomputing(plain, source)
  const known = () => remembering(network, options) ?? expect.unreachable('it has a memory')
  afterAll(() => Promise.all([programs.release(), plain.release()]))

  test('gives the same scores token by token as when it reads everything anew', async () => {
    const score = known()
    for (let length = 1; length <= limit; length++) {
      const seen = text.slice(0, length)
      const [got] = await score([seen], length > 1 ? [0] : [])
      const [wanted] = await anew([seen], [])
      expect(farthest(got as Float32Array, wanted as Float32Array)).toBeLessThan(1e-5)
    }
  })

  test('remembers the same of a text read whole as of one read token by token', async () => {
    const reading = reader(network, options) ?? expect.unreachable('it has a memory')
    const whole = await reading.begin(text.slice(0, 11))
    const { state } = await reading.begin(text.slice(0, 1))
    let last: Float32Array[] = []
    for (let place = 1; place < 11; place++) last = await reading.goOn(state, [text[place] as number], place)
    expect(farthest(last[0] as Float32Array, whole.scores)).toBeLessThan(1e-5)
    const after = [await reading.goOn(state, [6], 11), await reading.goOn(whole.state, [6], 11)]
    expect(farthest(after[0]?.[0] as Float32Array, after[1]?.[0] as Float32Array)).toBeLessThan(1e-5)
  })

  test('follows several texts, in whatever order they continue those before', async () => {
    const score = known()
    let texts: (readonly number[])[] = [text.slice(0, 3)]
    await score(texts, [])
    for (const parents of [
      [0, 0, 0],
      [2, 0, 1],
      [1, 1, 0, 2],
      [3, 2],
    ]) {
      texts = parents.map((parent, i) => [...(texts[parent] as readonly number[]), 4 + i])
      const got = await score(texts, parents)
      const wanted = await anew(texts, [])
      for (const [i, scores] of got.entries()) expect(farthest(scores, wanted[i] as Float32Array)).toBeLessThan(1e-5)
    }
  })

  test('forgets the older half of a text that has become too long', async () => {
    const score = known()
    await score([text], [])
    const longer = [...text, 8]
    const [got] = await score([longer], [0])
    const [wanted] = await anew([longer.slice(-limit / 2)], [])
    expect(farthest(got as Float32Array, wanted as Float32Array)).toBeLessThan(1e-5)
    const [next] = await score([[...longer, 9]], [0])
    const [wantedNext] = await anew([[...longer, 9].slice(-limit / 2 - 1)], [])
    expect(farthest(next as Float32Array, wantedNext as Float32Array)).toBeLessThan(1e-5)
  })
})

test('a network that sees everything at once has no memory', async () => {
  const { network, programs, pad } = setUp('bert_mlm', bert)
  expect(remembering(network, { programs, limit, pad })).toBeUndefined()
})
