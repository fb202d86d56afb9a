// Models with random weights in folders of their own, for the tests of what leaves and enters Patchbay.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { namedParameters } from '../../../core/nn/module.ts'
import type { ModelConfig, Network } from '../../../core/nn/network.ts'
import type { HeadKind } from '../../../core/plan/plan.ts'
import { initializeParameter } from '../../../core/train/initialize-parameter.ts'
import type { LoadedModel } from '../../../main/weights/load-model.ts'
import { modelFiles } from '../../../main/weights/model-files.ts'
import { blocks } from '../../../nodes/index.ts'
import { families, planOf, variants } from '../../nodes/model/small-plan.ts'

type Saved = readonly [name: string, ModelConfig, build: (config: ModelConfig) => Network]

/** Every network of every family and its variants, with each of its heads. */
export const all: readonly Saved[] = [...families.map(family => [family, family, {}] as const), ...variants].flatMap(
  ([family, of, settings]): Saved[] => {
    const { objective, batches } = planOf(of, settings)
    const { network } = blocks.get(objective.network.block) ?? {}
    if (!network) throw new Error(`all: '${family}' has no network`)
    const config = network.config(objective.network.params as never, batches.tokens.vocabulary)
    const heads = Object.entries(network.heads ?? {}).map(([kind, build]) => {
      const named =
        kind === 'class' || kind === 'tags'
          ? { id2label: { 0: 'a', 1: 'b', 2: 'c' }, label2id: { a: 0, b: 1, c: 2 } }
          : {}
      const architectures = [network.family?.classes[kind as HeadKind]]
      return [`${family} ${kind}`, { ...config, ...named, architectures }, build] as const
    })
    return [[family, config, network.build] as const, ...heads]
  },
)

/** A network with initial weights, and something in every bias, as if it had been loaded. */
export function untrained(config: ModelConfig, build: (config: ModelConfig) => Network): LoadedModel {
  const network = build(config)
  const named = namedParameters(network.parts)
  const weights = [...named].map(([name, tensor], i) => {
    const values = new Float32Array(tensor.size)
    initializeParameter(tensor, values, 7, i)
    return [name, values.map((x, k) => x + 0.01 * Math.sin(k + i))] as const
  })
  return { network, parameters: named, weights: new Map(weights), metadata: { 'patchbay/graph': '{"名": 1}' } }
}

export const filesOf = ({ network, ...parts }: LoadedModel) => modelFiles({ config: network.config, ...parts })

export const newFolder = () => mkdtempSync(join(tmpdir(), 'patchbay-export-'))

/** Writes files into a new folder and gives its path. */
export function written(files: ReadonlyMap<string, string | Uint8Array>, folder = newFolder()): string {
  mkdirSync(folder, { recursive: true })
  for (const [name, data] of files) writeFileSync(join(folder, name), data)
  return folder
}
