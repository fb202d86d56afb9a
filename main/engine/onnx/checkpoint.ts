import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parameters } from '../../../core/nn/module.ts'
import type { Tensor } from '../../../core/tensor/tensor.ts'
import { merged } from '../../../core/train/adapters.ts'
import { type Model, trained } from '../../../core/train/model.ts'
import { json, modelFiles, stored } from '../../export/model-files.ts'
import { writeSafetensors } from '../../export/safetensors.ts'
import type { State } from './machine.ts'

export interface Checkpoint {
  readonly step: number
  readonly tokens: number
  readonly seconds: number
  readonly seed: number
  /** Digest of the data that the model was trained with, see dataDigest(). */
  readonly data: string
  readonly state: State
  readonly model: Model
  /** More files by name, for example those of adapters. */
  readonly others?: ReadonlyMap<string, Buffer>
  readonly tokenizer: string
  readonly tokenizerConfig: Readonly<Record<string, unknown>>
  /** The graph file's text, carried in the weights' metadata: the file alone brings the pipeline back. */
  readonly graph: string
}

/**
 * Writes a checkpoint beside its place, syncs it, then renames it: a checkpoint is whole or not there.
 * Gives its folder relative to the run's.
 */
export async function writeCheckpoint(run: string, checkpoint: Checkpoint): Promise<string> {
  const { step, state, model, graph } = checkpoint
  const folder = join('checkpoints', String(step))
  const draft = join(run, 'checkpoints', `.${step}.draft`)
  const files = new Map<string, Buffer>([
    ...modelFiles({
      config: model.network.config,
      parameters: parameters(model.network.parts),
      weights: merged(state.weights, model.adapters ?? []),
      metadata: { 'patchbay/graph': graph },
    }),
    ...(checkpoint.others ?? []),
    ['optimizer.safetensors', writeSafetensors(moments(state, trained(model)))],
    ['tokenizer.json', Buffer.from(checkpoint.tokenizer)],
    ['tokenizer_config.json', json(checkpoint.tokenizerConfig)],
  ])
  const { tokens, seconds, seed, data } = checkpoint
  const sums = Object.fromEntries(
    [...files].map(([name, data]) => [name, createHash('sha256').update(data).digest('hex')]),
  )
  files.set('state.json', json({ format: 'patchbay-state/1', step, tokens, seconds, seed, data, sha256: sums }))
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  for (const [name, data] of files) {
    await mkdir(dirname(join(draft, name)), { recursive: true })
    await writeSynced(join(draft, name), data)
  }
  await rm(join(run, folder), { recursive: true, force: true })
  await rename(draft, join(run, folder))
  return folder
}

async function writeSynced(path: string, data: Buffer): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(data)
    await file.sync()
  } finally {
    await file.close()
  }
}

const moments = ({ first, second }: State, parameters: ReadonlyMap<string, Tensor>) =>
  new Map([...stored(first, parameters, 'first.'), ...stored(second, parameters, 'second.')])
