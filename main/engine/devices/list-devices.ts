import { deviceChoice } from '../../../core/plan/device.ts'
import type { DeviceInfo } from '../../../core/run/run.ts'
import type { Engine, EngineDevice, Engines, Probe } from '../engine.ts'

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
