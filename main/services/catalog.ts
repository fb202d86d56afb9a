import { join } from 'node:path'
import { type BlockInfo, blockInfo } from '../../core/block/block-info.ts'
import type { DeviceInfo } from '../../core/run/run.ts'
import { listDevices, withDeviceChoices } from '../engine/devices/engine-devices.ts'
import { engines } from '../engine/registry/engines.ts'
import { loadExamples } from '../files/open-graph.ts'
import { tableFactsOf } from '../graphs/with-table-facts.ts'
import { builtProgram } from '../process/built-program.ts'
import { callChild } from '../process/child-client.ts'
import type { ServiceContext, ServicePart } from './context.ts'

/** What there is to build with: blocks, examples and devices. */
export function catalogService({
  home,
  out,
  blocks,
}: ServiceContext): ServicePart<'app' | 'block' | 'device' | 'example'> {
  let infos: readonly BlockInfo[] | undefined
  let devices: Promise<DeviceInfo[]> | undefined
  const probe = async (program: string) =>
    callChild<boolean>({ ...builtProgram(out, program as 'devices'), timeoutMs: 20_000 }, {})
  return {
    'app.facts': () => ({ home }),
    'block.list': () => (infos ??= [...blocks.values()].map(block => withDeviceChoices(blockInfo(block), engines))),
    'block.table': async ({ block }) => (await tableFactsOf(block, blocks)) ?? null,
    'device.list': () => (devices ??= listDevices(engines, probe)),
    'example.list': () => loadExamples(join(out, '..', 'examples'), blocks),
  }
}
