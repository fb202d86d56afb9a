// Who may look at whom in the examples, and the proof that nobody cheats: the real model, run twice.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { graphSchema } from '../../../core/graph/graph.ts'
import type { LeakTestPhase } from '../../../core/preview/attention-mask.ts'
import { computeAttentionMasks } from '../../../main/attention/attention-masks.ts'
import type { AttentionRequest, LeakTestOptions } from '../../../main/attention/attention-request.ts'
import { runLeakTest } from '../../../main/attention/leak-test.ts'
import { overrideParameters } from '../../../main/graphs/override-parameters.ts'
import { planGraph } from '../../../main/graphs/plan-graph.ts'
import { blocks } from '../../../nodes/index.ts'
import { newFolder } from '../data/pipeline.ts'

const home = newFolder()

function question(example: string, set: Record<string, unknown> = {}): AttentionRequest {
  const file = join(import.meta.dirname, `../../../examples/${example}.patchbay`)
  const small = { 'trainer.batchSize': 4, ...set }
  const planned = planGraph(
    overrideParameters(graphSchema.parse(JSON.parse(readFileSync(file, 'utf8'))), small, blocks),
    blocks,
  )
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  return { home, plan: planned.value, example: 1, step: 0 }
}

async function prove(asked: AttentionRequest, proving: LeakTestOptions = {}) {
  const phases: LeakTestPhase[] = []
  const found = await runLeakTest(asked, proving, event => event.kind === 'phase' && phases.push(event.phase))
  return { ...found, phases }
}

describe('who may look at whom, in an example of the real batch', () => {
  const told = async (example: string) => {
    const { attentions, predicts } = await computeAttentionMasks(question(example))
    return [
      ...attentions.map(({ part, layers, shape, padded }) => [part, layers.length, shape, padded].join(' ')),
      predicts,
    ]
  }
  test('CLM sees the past, MLM everything, and Seq2Seq each in its place', async () => {
    expect(await told('clm')).toEqual(['self 3 causal false', 'input'])
    // every third layer of a ModernBERT sees the whole text, the others what is near
    expect(await told('mlm')).toEqual(['self 1 full false', 'self 2 near false', 'input'])
    expect(await told('bert')).toEqual(['self 2 full false', 'input'])
    expect((await told('seq2seq')).sort()).toEqual([
      'cross 2 full false',
      'decoder 2 causal false',
      'encoder 2 full false',
      'target',
    ])
  }, 120_000)

  test('padding of this very example is seen by nobody', async () => {
    const { input, attentions } = await computeAttentionMasks(question('sentiment'))
    const real = input.findLastIndex(({ padding }) => !padding)
    expect(real).toBeLessThan(input.length - 1)
    expect(attentions[0]?.sees.map(runs => runs.at(-1)?.[1])).toEqual(input.map(() => real))
  }, 60_000)

  test('a text that is judged as a whole predicts at no place', async () => {
    const asked = question('sentiment')
    expect((await computeAttentionMasks(asked)).predicts).toBeUndefined()
    await expect(prove(asked)).rejects.toThrow(/classifies a text as a whole/)
  }, 60_000)
})

describe('other tokens from a place on', () => {
  test('CLM: not one score before it moves, by not one bit', async () => {
    const found = await prove(question('clm'), { place: 20 })
    expect(found).toMatchObject({ lane: 'input', predicts: 'input', place: 20, weights: 'fresh', earlier: 0 })
    expect(found.later).toBeGreaterThan(0)
    expect(found.phases).toEqual(['data', 'network', 'before', 'after'])
    expect(found.places.map(({ changed }) => changed !== undefined)).toEqual(found.places.map((_, i) => i >= 20))
    for (const { difference } of found.places.slice(20)) expect(difference).toBeGreaterThan(0)
  }, 60_000)

  test('MLM: what is said of earlier places moves, because it looks ahead', async () => {
    const found = await prove(question('mlm'), { place: 20 })
    expect(found.earlier).toBeGreaterThan(0)
    for (const { difference } of found.places) expect(difference).toBeGreaterThan(0)
  }, 60_000)

  test('Seq2Seq: the decoder does not look ahead, but every place of it reads the source', async () => {
    const asked = question('seq2seq')
    const ahead = await prove(asked)
    expect(ahead).toMatchObject({ lane: 'target', predicts: 'target', earlier: 0 })
    expect(ahead.later).toBeGreaterThan(0)
    const source = await prove(asked, { lane: 'input' })
    expect(source.places.every(({ difference }) => difference > 0)).toBe(true)
    expect(source).toMatchObject({ lane: 'input', earlier: 0 })
  }, 60_000)

  test('an LSTM writes from left to right as well, without any mask', async () => {
    const asked = question('pronounce-lstm')
    expect(await prove(asked)).toMatchObject({ lane: 'target', earlier: 0 })
    const { attentions, readings } = await computeAttentionMasks(asked)
    expect(attentions.map(({ part }) => part)).toEqual(['cross'])
    expect(readings.map(({ lane, backward }) => `${lane} ${backward}`)).toEqual([
      'input false',
      'input true',
      'target false',
    ])
  }, 120_000)

  test('tags are named, and a place is never out of the text', async () => {
    const asked = question('tags')
    const { labels = [] } = asked.plan.batches.tokens.rows
    const found = await prove(asked, { place: 10_000 })
    expect(labels).toContain(found.places[0]?.before)
    expect(found.places[found.place]?.padding).toBe(false)
  }, 60_000)
})
