import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { namedParameters } from '../../../core/nn/module.ts'
import type { Tensor } from '../../../core/tensor/tensor.ts'
import { mergeAdapters } from '../../../core/train/lora.ts'
import { type Model, trainableParameters } from '../../../core/train/model.ts'
import { jsonBuffer, modelFiles } from '../../weights/model-files.ts'
import { writeSafetensors } from '../../weights/write-safetensors.ts'
import type { SlotValue, TrainingState } from '../backend.ts'

export interface CheckpointContents {
  readonly step: number
  readonly tokens: number
  readonly seconds: number
  readonly seed: number
  /** Digest of the data that the model was trained with, see dataDigest(). */
  readonly data: string
  readonly state: TrainingState
  readonly model: Model
  /** More files by name, for example those of adapters. */
  readonly extraFiles?: ReadonlyMap<string, Buffer>
  readonly tokenizer: string
  readonly tokenizerConfig: Readonly<Record<string, unknown>>
  /** The graph file's text, carried in the weights' metadata: the file alone brings the pipeline back. */
  readonly graph: string
}

/**
 * Writes a checkpoint beside its place, syncs it, then renames it: a checkpoint is whole or not there.
 * Gives its folder relative to the run's.
 */
export async function writeCheckpoint(run: string, checkpoint: CheckpointContents): Promise<string> {
  const { step, state, model, graph } = checkpoint
  const folder = join('checkpoints', String(step))
  const draft = join(run, 'checkpoints', `.${step}.draft`)
  const files = new Map<string, Buffer>([
    ...modelFiles({
      config: model.network.config,
      parameters: namedParameters(model.network.parts),
      weights: mergeAdapters(state.weights, model.adapters ?? []),
      metadata: { 'patchbay/graph': graph },
    }),
    ...(checkpoint.extraFiles ?? []),
    ['optimizer.safetensors', writeSafetensors(slotTensors(state, trainableParameters(model)))],
    ['tokenizer.json', Buffer.from(checkpoint.tokenizer)],
    ['tokenizer_config.json', jsonBuffer(checkpoint.tokenizerConfig)],
  ])
  const { tokens, seconds, seed, data } = checkpoint
  const sums = Object.fromEntries(
    [...files].map(([name, data]) => [name, createHash('sha256').update(data).digest('hex')]),
  )
  files.set('state.json', jsonBuffer({ format: 'patchbay-state/1', step, tokens, seconds, seed, data, sha256: sums }))
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  for (const [name, data] of files) {
    await mkdir(dirname(join(draft, name)), { recursive: true })
    await writeSynced(join(draft, name), data)
  }
  await replaceFolder(join(run, folder), draft)
  return folder
}

/** Renames a finished draft to its place. What stands there is set aside, goes only once the draft is in place, and comes back when that fails. */
export async function replaceFolder(folder: string, draft: string): Promise<void> {
  const aside = join(dirname(folder), `.${basename(folder)}.old`)
  await rm(aside, { recursive: true, force: true })
  const replaced = await rename(folder, aside).then(
    () => true,
    error => (error.code === 'ENOENT' ? false : Promise.reject(error)),
  )
  try {
    await rename(draft, folder)
  } catch (error) {
    if (replaced) await rename(aside, folder)
    throw error
  }
  await rm(aside, { recursive: true, force: true })
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

/** `<slot>.<parameter>`, the parameters of each slot in the model's order. */
const slotTensors = ({ slots }: TrainingState, parameters: ReadonlyMap<string, Tensor>): Map<string, SlotValue> =>
  new Map(
    [...slots].flatMap(([slot, values]) =>
      [...parameters.keys()].flatMap(name => {
        const value = values.get(name)
        return value ? [[`${slot}.${name}`, value] as const] : []
      }),
    ),
  )
