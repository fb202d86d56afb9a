import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Model } from '../../../core/train/model.ts'
import type { Tokenizer } from '../../data/tokenizer.ts'
import { writeCheckpoint } from './checkpoint.ts'
import type { Job } from './job.ts'
import type { Machine } from './machine.ts'
import { tokenizerConfig } from './tokenizer-config.ts'

interface Sofar {
  readonly step: number
  readonly tokens: number
  readonly seconds: number
}

/** Saves checkpoints of a run and keeps two: the newest and the one with the lowest validation loss. */
export function saver(job: Pick<Job, 'plan' | 'folder' | 'graph' | 'report'>, model: Model, tokenizer: Tokenizer) {
  const { plan, folder, graph, report } = job
  let best: { folder: string; loss: number } | undefined
  let newest: string | undefined
  return async (machine: Machine, sofar: Sofar, loss: number | undefined): Promise<void> => {
    report({ t: 'phase', phase: 'checkpoint' })
    const written = await writeCheckpoint(folder, {
      ...sofar,
      seed: plan.training.seed,
      state: await machine.state(),
      parameters: model.parameters,
      config: model.network.config,
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
