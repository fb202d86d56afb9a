import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parameters } from '../../../core/nn/module.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import type { Model } from '../../../core/train/model.ts'
import { dataDigest } from '../../data/data-digest.ts'
import type { Prepared } from '../../data/prepare.ts'
import { adapterFiles } from '../../export/adapter-files.ts'
import { modelFiles } from '../../export/model-files.ts'
import { writeCheckpoint } from './checkpoint.ts'
import { checkpointTokenizer } from './checkpoint-tokenizer.ts'
import { generatorFolder } from './generator-weights.ts'
import type { Job } from './job.ts'
import type { Machine, State } from './machine.ts'
import { tokenizerConfig } from './tokenizer-config.ts'

interface Sofar {
  readonly step: number
  readonly tokens: number
  readonly seconds: number
}

/** The files of what adapters learned, beside the model that has it merged in. */
function adaptersIn({ objective }: Plan, model: Model, weights: State['weights']): Map<string, Buffer> {
  const { start } = objective.network
  const { adapters, frozen = new Set(), parameters, network } = model
  if (!start || !adapters) return new Map()
  return adapterFiles({ adapters, frozen, parameters, weights, start, config: network.config })
}

/** The files of the network that made the task, in a folder of its own. */
function generatorIn({ network, parameters: all }: Model, weights: State['weights']): Map<string, Buffer> {
  const { generator } = network
  if (!generator) return new Map()
  const names = new Map([...all].map(([name, tensor]) => [tensor, name])) // tables are shared, under the main network's names
  const own = parameters(generator.parts)
  const values = [...own].map(([name, x]) => [name, weights.get(names.get(x) as string) as Float32Array] as const)
  const files = modelFiles({ config: generator.config, parameters: own, weights: new Map(values) })
  return new Map([...files].map(([name, data]) => [`${generatorFolder}/${name}`, data]))
}

/** Saves checkpoints of a run and keeps two: the newest and the one with the lowest validation loss. */
export function saver(job: Pick<Job, 'plan' | 'folder' | 'graph' | 'report'>, model: Model, prepared: Prepared) {
  const { tokenizer } = prepared
  const data = dataDigest(prepared)
  const { plan, folder, graph, report } = job
  let best: { folder: string; loss: number } | undefined
  let newest: string | undefined
  return async (machine: Machine, sofar: Sofar, loss: number | undefined): Promise<void> => {
    report({ t: 'phase', phase: 'checkpoint' })
    const state = await machine.state()
    const written = await writeCheckpoint(folder, {
      ...sofar,
      seed: plan.training.seed,
      state,
      model,
      others: new Map([...adaptersIn(plan, model, state.weights), ...generatorIn(model, state.weights)]),
      data,
      tokenizer: checkpointTokenizer(tokenizer, plan),
      tokenizerConfig: tokenizerConfig(tokenizer, {
        maxLength: plan.objective.network.maxLength,
        config: model.network.config,
      }),
      graph,
    })
    const isBest = loss !== undefined && loss <= (best?.loss ?? Number.POSITIVE_INFINITY)
    const old = [newest, ...(isBest ? [best?.folder] : [])].filter(f => f !== undefined && f !== written)
    if (isBest) best = { folder: written, loss }
    newest = written
    report({
      t: 'checkpoint',
      step: sofar.step,
      folder: written,
      best: isBest,
      ...(loss === undefined ? {} : { loss }),
    })
    for (const path of old)
      if (path && path !== best?.folder) await rm(join(folder, path), { recursive: true, force: true })
  }
}
