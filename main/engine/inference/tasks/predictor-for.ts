/// <reference types="vite/types/importMeta.d.ts" />
import type { Plan } from '../../../../core/plan/plan.ts'
import type { PredictionTask, PredictionTaskFile } from './prediction-task.ts'
import type { Predictor } from './predictor.ts'

const known = new Set<PredictionTask>()

/** Adds the prediction tasks of files to those that are known, and gives a function that takes them out again. */
export function registerPredictionTasks(files: Readonly<Record<string, PredictionTaskFile>>): () => void {
  const added = Object.values(files).flatMap(file => file.default ?? [])
  for (const task of added) known.add(task)
  return () => {
    for (const task of added) known.delete(task)
  }
}

registerPredictionTasks(
  import.meta.glob<PredictionTaskFile>(['./*.ts', '!./predictor-for.ts', '!./prediction-task.ts'], { eager: true }),
)

/** How the model of a plan answers. What says when it answers goes before what answers for all plans of its task. */
export function predictionTaskFor(plan: Plan): PredictionTask {
  const suitable = [...known].filter(({ task, when }) => task === plan.batches.task && (when?.(plan) ?? true))
  const found = suitable.find(({ when }) => when) ?? suitable[0]
  if (!found) throw new Error(`predictionTaskFor: nothing answers for the task '${plan.batches.task}'`)
  return found
}

/** The function that answers texts with the model of a plan. */
export const predictorFor = (plan: Plan): Predictor => predictionTaskFor(plan).predictor(plan)

/** Longest text that answering reads when the network itself has no limit. */
export const defaultMaxTokens = 1024
