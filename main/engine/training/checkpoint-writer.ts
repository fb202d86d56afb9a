import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isAtLeastAsGood } from '../../../core/metrics/index.ts'
import { namedParameters } from '../../../core/nn/module.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import type { Model } from '../../../core/train/model.ts'
import { dataDigest } from '../../data/tokens/data-digest.ts'
import type { PreparedData } from '../../data/tokens/prepare-data.ts'
import { adapterFiles } from '../../weights/adapter-files.ts'
import { generatorFolder } from '../../weights/load-weights.ts'
import { modelFiles } from '../../weights/model-files.ts'
import type { TrainingBackend, TrainingState } from '../backend.ts'
import { checkpointTokenizer, tokenizerConfig } from './checkpoint-tokenizer.ts'
import type { TrainingJob } from './training-job.ts'
import { writeCheckpoint } from './write-checkpoint.ts'

interface TrainingProgress {
  readonly step: number
  readonly tokens: number
  readonly seconds: number
}

/** The files of what adapters learned, beside the model that has it merged in. */
function adapterFilesOf({ objective }: Plan, model: Model, weights: TrainingState['weights']): Map<string, Buffer> {
  const { start } = objective.network
  const { adapters, frozen = new Set(), parameters, network } = model
  if (!start || !adapters) return new Map()
  return adapterFiles({ adapters, frozen, parameters, weights, start, network })
}

/** The files of the network that made the task, in a folder of its own. */
function generatorFiles({ network, parameters: all }: Model, weights: TrainingState['weights']): Map<string, Buffer> {
  const { generator } = network
  if (!generator) return new Map()
  const names = new Map([...all].map(([name, tensor]) => [tensor, name])) // tables are shared, under the main network's names
  const own = namedParameters(generator.parts)
  const values = [...own].map(([name, x]) => [name, weights.get(names.get(x) as string) as Float32Array] as const)
  const files = modelFiles({ config: generator.config, parameters: own, weights: new Map(values) })
  return new Map([...files].map(([name, data]) => [`${generatorFolder}/${name}`, data]))
}

/** Saves checkpoints of a run and keeps two: the newest and the one with the lowest validation loss. */
export function createCheckpointWriter(
  job: Pick<TrainingJob, 'plan' | 'folder' | 'graph' | 'report'>,
  model: Model,
  prepared: PreparedData,
) {
  const { tokenizer } = prepared
  const data = dataDigest(prepared)
  const { plan, folder, graph, report } = job
  let best: { folder: string; loss: number } | undefined
  let newest: { folder: string; step: number } | undefined

  async function write(backend: TrainingBackend, progress: TrainingProgress): Promise<string> {
    const state = await backend.state()
    return writeCheckpoint(folder, {
      ...progress,
      seed: plan.training.seed,
      state,
      model,
      extraFiles: new Map([...adapterFilesOf(plan, model, state.weights), ...generatorFiles(model, state.weights)]),
      data,
      tokenizer: checkpointTokenizer(tokenizer, plan),
      tokenizerConfig: tokenizerConfig(tokenizer, {
        maxLength: plan.objective.network.maxLength,
        config: model.network.config,
      }),
      graph,
    })
  }

  return async (backend: TrainingBackend, progress: TrainingProgress, loss: number | undefined): Promise<void> => {
    report({ t: 'phase', phase: 'checkpoint' })
    const { step } = progress
    // of the same step it would be the same
    const written = newest?.step === step ? newest.folder : await write(backend, progress)
    const isBest = loss !== undefined && isAtLeastAsGood('loss', loss, best?.loss ?? Number.NaN)
    const old = [newest?.folder, ...(isBest ? [best?.folder] : [])].filter(f => f !== undefined && f !== written)
    if (isBest) best = { folder: written, loss }
    newest = { folder: written, step }
    report({
      t: 'checkpoint',
      step,
      folder: written,
      best: isBest,
      ...(loss === undefined ? {} : { loss }),
    })
    for (const path of old)
      if (path && path !== best?.folder) await rm(join(folder, path), { recursive: true, force: true })
  }
}
