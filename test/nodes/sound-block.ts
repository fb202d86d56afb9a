import { expect } from 'vitest'
import type { z } from 'zod'
import type { Block } from '../../core/block/block.ts'
import { blockInfo as served } from '../../core/block/block-info.ts'
import type { PortType } from '../../core/plan/plan.ts'

const portTypes = {
  rows: true,
  tokens: true,
  batches: true,
  network: true,
  objective: true,
  optimizer: true,
  schedule: true,
  plan: true,
} satisfies Record<PortType, true>

/** What the rest of the app expects of every block, and no type can say. `place` is `<folder>/<file name>` under nodes/. */
export function expectSound(block: Block, place: string): void {
  expect(place).toBe(`${block.category}/${block.id}`)
  expect(block.id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  expectName(block.title)
  expectSentence(block.help)
  for (const { type, label } of [...Object.values(block.inputs), ...Object.values(block.outputs)]) {
    expect(portTypes).toHaveProperty(type)
    expectName(label)
  }
  expect(Object.keys(block.outputs)).not.toEqual([])
  for (const [name, schema] of Object.entries(block.params.shape)) expectExplained(name, schema as z.ZodType)
  expectDefaults(block)
  expectPresets(block)
  expectAbilities(block)
}

/** Proper names, such as BERT or Beta 1, are the same in every language. */
const properName = /^[A-Z][\w-]*( \d)?$/

function expectName({ en, zh }: { en: string; zh: string }): void {
  expect(en).toMatch(/[A-Za-z]/)
  if (!properName.test(en) || en !== zh) expectSentence({ en, zh })
}

function expectSentence(text: unknown): void {
  expect(text).toEqual({ en: expect.stringMatching(/[A-Za-z]/), zh: expect.stringMatching(/\p{Script=Han}/u) })
}

function expectExplained(name: string, schema: z.ZodType): void {
  const { label, help, unit, choices } = (schema.meta() ?? {}) as Record<string, { en: string; zh: string }>
  expect(name).toMatch(/^[a-z][a-zA-Z0-9]*$/)
  expectName(label ?? { en: '', zh: '' })
  expectSentence(help)
  if (unit) expectName(unit)
  for (const choice of Object.values(choices ?? {})) expectName(choice as unknown as { en: string; zh: string })
}

/** A block that was just placed has nothing wrong with it; only a path or a model is the user's to give. */
function expectDefaults(block: Block): void {
  const info = served(block)
  expect(JSON.parse(JSON.stringify(info))).toEqual(info)
  const parsed = block.params.safeParse(info.defaults)
  const missing = parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0]))
  for (const name of missing)
    expect(['path', 'model']).toContain((block.params.shape[name] as z.ZodType).meta()?.control)
}

/** A known size can be chosen for a block that was just placed; the block itself has one of them. */
function expectPresets(block: Block): void {
  const { presets, defaults } = served(block)
  for (const [id, { name, params }] of Object.entries(presets)) {
    expect(id).toMatch(/^[a-z][a-z0-9.]*(-[a-z0-9.]+)*$/)
    expect([name.en, name.zh]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)])
    expect(block.params.safeParse({ ...defaults, ...params }).error).toBeUndefined()
  }
  const same = Object.values(presets).filter(({ params }) =>
    Object.entries(params).every(([k, v]) => defaults[k] === v),
  )
  if (Object.keys(presets).length > 0) expect(same).toHaveLength(1)
}

/** Whoever executes a plan looks up the code of its blocks by what they give. */
function expectAbilities(block: Block): void {
  const gives = new Set(Object.values(block.outputs).map(({ type }) => type))
  if (gives.has('batches')) expect(block.collator).toBeTypeOf('function')
  if (gives.has('network')) expect(block.network?.build).toBeTypeOf('function')
  if (gives.has('objective')) expect(block.loss ?? block.losses).toBeTypeOf('function')
  if (gives.has('rows') && Object.keys(block.inputs).length > 0) expect(block.rows ?? block.join).toBeTypeOf('function')
}
