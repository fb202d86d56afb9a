import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { blockInfo } from '../../../../core/block/block-info.ts'
import { deviceProblem, listDevices, withDeviceChoices } from '../../../../main/engine/devices/engine-devices.ts'
import { engines as shipped } from '../../../../main/engine/registry/engines.ts'
import { blocks } from '../../../../nodes/index.ts'
import toy from '../../../fixtures/doors/toy-engine.ts'
import { tinyPlan, trainTiny } from './tiny-training.ts'

const engines = new Map([...shipped, [toy.id, toy]])
const probe = async () => false
const trainerInfo = () => {
  const trainer = blocks.get('trainer')
  if (!trainer) throw new Error('there is no trainer')
  return withDeviceChoices(blockInfo(trainer), engines)
}

test('every folder of main/engine with an index.ts is an engine', () => {
  const folder = join(import.meta.dirname, '../../../../main/engine')
  const folders = readdirSync(folder).filter(name => existsSync(join(folder, name, 'index.ts')))
  expect([...shipped.keys()].sort()).toEqual(folders.sort())
})

test('the devices of an engine of another file are listed and can be chosen', async () => {
  expect(await listDevices(engines, probe)).toMatchObject([
    { id: 'cpu', available: true },
    { id: 'webgpu', name: 'GPU (WebGPU)', available: false },
    { id: 'toy/abacus', name: 'Abacus with 13 rods', available: true },
  ])
  const { device } = (trainerInfo().params as { properties: Record<string, { enum: string[]; choices: object }> })
    .properties
  expect(device?.enum).toEqual(['auto', 'cpu', 'webgpu', 'toy/abacus'])
  expect(device?.choices).toMatchObject({ cpu: { en: 'CPU' }, 'toy/abacus': { en: 'Abacus' } })
})

test('it trains a plan that names it', async () => {
  const { reports, values, checkpoints } = await trainTiny({ engines, trainer: { device: 'toy/abacus' } })
  expect(reports.find(({ t }) => t === 'start')).toMatchObject({ engine: 'toy', device: 'toy/abacus' })
  expect(values('train/loss')).toHaveLength(8)
  expect(checkpoints).toContain('8')
}, 60_000)

test('“auto” takes a device of the engine that works, and a plan without an engine means ONNX Runtime', async () => {
  expect(tinyPlan({ trainer: { device: 'cpu' } }).training).not.toHaveProperty('engine')
  const { reports } = await trainTiny({ engines, trainer: { device: 'auto', length: 1 } })
  expect(reports.find(({ t }) => t === 'start')).toMatchObject({ engine: 'onnx', device: 'cpu' })
}, 60_000)

test('a device that no engine has is a problem of the trainer', () => {
  const plan = tinyPlan({ trainer: { device: 'toy/abacus' } })
  expect(plan.training).toMatchObject({ engine: 'toy', device: 'abacus' })
  expect(deviceProblem(plan, engines)).toBeUndefined()
  expect(deviceProblem(plan, shipped)).toMatchObject({ code: 'invalid-param', param: 'device' })
})
