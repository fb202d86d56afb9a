import type { BlockInfo } from '../../../core/block/block-info.ts'
import { defaultEngine, deviceChoice } from '../../../core/plan/device.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import type { Problem } from '../../../core/problem.ts'
import type { DeviceInfo } from '../../../core/run/run.ts'
import { type Text, text } from '../../../core/text.ts'
import type { Engine, EngineDevice, Engines, Probe } from '../engine.ts'

/** Every device that can be chosen, whether or not this machine has it, with its title. */
const choicesOf = (engines: Engines): readonly (readonly [choice: string, Text])[] =>
  [...engines.values()].flatMap(engine =>
    engine.devices.map(({ id, title }) => [deviceChoice({ engine: engine.id, device: id }), title] as const),
  )

interface DeviceSchema {
  readonly choicesFrom?: string
  readonly choices?: Readonly<Record<string, Text>>
}

/** A block with the engines' devices as the choices of its parameters that name a device. */
export function withDeviceChoices(info: BlockInfo, engines: Engines): BlockInfo {
  const { properties = {} } = info.params as { properties?: Readonly<Record<string, DeviceSchema>> }
  if (!Object.values(properties).some(p => p.choicesFrom === 'engines')) return info
  const devices = choicesOf(engines)
  const filled = Object.entries(properties).map(([name, property]) => {
    if (property.choicesFrom !== 'engines') return [name, property]
    const choices = { ...property.choices, ...Object.fromEntries(devices) }
    return [name, { ...property, enum: Object.keys(choices), choices }]
  })
  return { ...info, params: { ...info.params, properties: Object.fromEntries(filled) } }
}

/** What is wrong with the device of a plan: its engine or device is not one that this version has. */
export function deviceProblem({ training }: Plan, engines: Engines): Problem | undefined {
  const { engine = defaultEngine, device } = training
  const found = engines.get(engine)
  if (found && (device === 'auto' || found.devices.some(({ id }) => id === device))) return undefined
  const named = deviceChoice({ engine, device })
  const choices = ['auto', ...choicesOf(engines).map(([choice]) => choice)]
  return {
    code: 'invalid-param',
    severity: 'error',
    param: 'device',
    message: text(`There is no device “${named}”.`, `没有名为“${named}”的设备。`),
    fix: text(`Choose one of: ${choices.join(', ')}.`, `请选择以下之一：${choices.join('、')}。`),
  }
}

/** What a run can train on: the devices of every engine, and whether this machine has them. */
export async function listDevices(engines: Engines, probe: Probe): Promise<DeviceInfo[]> {
  const listed = [...engines.values()].map(async engine => {
    const usable = await engine.available()
    return Promise.all(engine.devices.map(device => deviceInfo(engine, device, usable, probe)))
  })
  return (await Promise.all(listed)).flat()
}

async function deviceInfo(engine: Engine, device: EngineDevice, usable: boolean, probe: Probe): Promise<DeviceInfo> {
  return {
    id: deviceChoice({ engine: engine.id, device: device.id }),
    name: device.name(),
    available: usable && (await device.available(probe)),
  }
}
