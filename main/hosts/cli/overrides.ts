import { flatten } from '../../../core/graph/flatten.ts'
import type { Graph } from '../../../core/graph/graph.ts'
import type { Client } from '../../../core/rpc/contract.ts'
import { integerOption, UsageError } from './command.ts'

/** Options that change a graph before it is used. */
export const overrideOptions = {
  set: { type: 'string', multiple: true },
  device: { type: 'string' },
  steps: { type: 'string' },
  seed: { type: 'string' },
} as const

interface OverrideOptions {
  readonly set?: readonly string[] | undefined
  readonly device?: string | undefined
  readonly steps?: string | undefined
  readonly seed?: string | undefined
}

/** `--set block.param=value`, and the short forms for the trainer: --device, --steps, --seed. */
export async function parseOverrides(
  client: Client,
  graph: Graph,
  given: OverrideOptions,
): Promise<Record<string, unknown>> {
  const steps = integerOption('steps', given.steps)
  const seed = integerOption('seed', given.seed)
  const short = {
    ...(given.device === undefined ? {} : { device: given.device }),
    ...(steps === undefined ? {} : { length: steps, unit: 'steps' }),
    ...(seed === undefined ? {} : { seed }),
  }
  const trainer = Object.keys(short).length > 0 ? await trainerOf(client, graph) : ''
  const named = Object.entries(short).map(([name, value]) => [`${trainer}.${name}`, value])
  return { ...Object.fromEntries(named), ...Object.fromEntries((given.set ?? []).map(assignment)) }
}

/** The block whose output is a whole training. */
async function trainerOf(client: Client, graph: Graph): Promise<string> {
  const blocks = await client.call('block.list', {})
  const trains = blocks.filter(b => Object.values(b.outputs).some(port => port.type === 'plan')).map(b => b.id)
  return flatten(graph).blocks.find(b => !b.off && trains.includes(b.type))?.id ?? 'trainer'
}

function assignment(words: string): [string, unknown] {
  const at = words.indexOf('=')
  if (at <= 0) throw new UsageError(`--set expects block.param=value, not “${words}”`)
  return [words.slice(0, at), literal(words.slice(at + 1))]
}

/** 3 is a number, true is yes, [1,2] a list; everything else is a text. */
function literal(words: string): unknown {
  try {
    return JSON.parse(words)
  } catch {
    return words
  }
}
