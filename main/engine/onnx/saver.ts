import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plan } from '../../../core/plan/plan.ts'
import type { Model } from '../../../core/train/model.ts'
import type { Prepared } from '../../data/prepare.ts'
import { adapterFiles } from '../../export/adapter-files.ts'
import { writeCheckpoint } from './checkpoint.ts'
import type { Job } from './job.ts'
import type { Machine, State } from './machine.ts'
import { tokenizerConfig } from './tokenizer-config.ts'

interface Sofar {
  readonly step: number
  readonly tokens: number
  readonly seconds: number
}

/** The files of what adapters learned, beside the model that has it merged in. */
function adaptersIn({ objective }: Plan, { adapters, parameters, network }: Model, weights: State['weights']) {
  const { start } = objective.network
  return start && adapters ? adapterFiles({ adapters, parameters, weights, start, config: network.config }) : new Map()
}

/** Saves checkpoints of a run and keeps two: the newest and the one with the lowest validation loss. */
export function saver(job: Pick<Job, 'plan' | 'folder' | 'graph' | 'report'>, model: Model, prepared: Prepared) {
  const { tokenizer, digest } = prepared
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
      others: adaptersIn(plan, model, state.weights),
      data: digest,
      tokenizer: tokenizer.json,
      tokenizerConfig: tokenizerConfig(tokenizer, plan.objective.network.maxLength),
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
