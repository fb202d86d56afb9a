import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ModelConfig } from '../../core/nn/network.ts'
import type { Plan } from '../../core/plan/plan.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { blocks } from '../../nodes/index.ts'
import { runFolder } from '../home-folder.ts'
import { importModel } from '../import/import-model.ts'
import type { Store } from '../store/store.ts'
import { normalizeConfigInFolder } from '../weights/load-model.ts'

export type CheckpointChoice = 'best' | 'last' | number

export interface SavedModel {
  /** The checkpoint's folder. */
  readonly folder: string
  readonly plan: Plan
  /** It was not trained here, so nobody knows by what data. */
  readonly foreign?: true
}

/**
 * The checkpoint meant by a run's id, `run:` and a run's name (the newest of that name), a run's folder, a checkpoint's
 * folder, or a folder with a model from elsewhere. Throws Refusals when there is none.
 */
export function findModel(store: Store, home: string, from: string, choice: CheckpointChoice): SavedModel {
  const id = findRunId(store, from)
  const run = id === undefined ? resolve(from) : runFolder(home, id)
  const found = id === undefined ? modelAtPath(run) : undefined
  if (found) return found
  const plan = readPlan(run)
  if (!plan) return refuse(runNamePrefix.test(from) ? noSuchRun(from.replace(runNamePrefix, '')) : notAModel(from))
  const folder = id === undefined ? checkpointOnDisk(run, choice) : checkpointInStore(store, id, run, choice)
  return folder && existsSync(folder) ? { folder, plan: withKeptConfig(plan, folder) } : refuse(noCheckpoint(choice))
}

const runNamePrefix = /^run:/

function findRunId(store: Store, from: string): string | undefined {
  if (!runNamePrefix.test(from)) return store.runs.get(from)?.id
  const name = from.replace(runNamePrefix, '')
  const called = store.runs.list().filter(run => run.name === name || run.id === name)
  return called.find(({ id }) => store.checkpoints.list(id).length > 0)?.id
}

/** A checkpoint's folder lies in its run's: runs/<id>/checkpoints/<step>. A model of another tool has no plan: an importer makes one. */
function modelAtPath(path: string): SavedModel | undefined {
  const plan = existsSync(join(path, 'config.json')) ? (readPlan(path) ?? readPlan(resolve(path, '../..'))) : undefined
  if (plan) return { folder: path, plan: withKeptConfig(plan, path) }
  const imported = importModel(path, blocks)
  return imported && { ...imported, foreign: true }
}

/** Whether words and output are one in a model that a run began from was told by its config alone before: what the run kept says what it was. */
function withKeptConfig(plan: Plan, folder: string): Plan {
  const { network } = plan.objective
  const { found } = network.params as { readonly found?: ModelConfig }
  if (!found) return plan
  const params = { ...network.params, found: normalizeConfigInFolder(folder, found, blocks) }
  return { ...plan, objective: { ...plan.objective, network: { ...network, params } } }
}

function checkpointInStore(store: Store, id: string, run: string, choice: CheckpointChoice): string | undefined {
  const all = store.checkpoints.list(id)
  const found =
    choice === 'last'
      ? all.at(-1)
      : choice === 'best'
        ? (all.findLast(c => c.best) ?? all.at(-1))
        : all.find(c => c.step === choice)
  return found && join(run, found.folder)
}

function checkpointOnDisk(run: string, choice: CheckpointChoice): string | undefined {
  const folder = join(run, 'checkpoints')
  if (!existsSync(folder)) return undefined
  if (typeof choice === 'number') return join(folder, String(choice))
  const steps = readdirSync(folder).filter(name => /^\d+$/.test(name))
  const last = steps.sort((a, b) => Number(a) - Number(b)).at(-1)
  return last === undefined ? undefined : join(folder, last)
}

function readPlan(folder: string): Plan | undefined {
  const file = join(folder, 'plan.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Plan) : undefined
}

const refuse = (problem: Problem): never => {
  throw new Refusals([problem])
}

const notAModel = (from: string): Problem => ({
  code: 'no-model',
  severity: 'error',
  message: text(`“${from}” is neither a run nor a model folder.`, `“${from}”既不是运行，也不是模型文件夹。`),
  fix: text('Choose a run from the list, or a checkpoint folder.', '请从列表中选择运行，或选择检查点文件夹。'),
})

const noSuchRun = (name: string): Problem => ({
  code: 'no-such-run',
  severity: 'error',
  message: text(`No run named “${name}” has saved a model yet.`, `还没有名为“${name}”的运行保存过模型。`),
  fix: text('Train it first, or choose another run or a folder.', '请先训练它，或选择其他运行或文件夹。'),
})

const noCheckpoint = (choice: CheckpointChoice): Problem => ({
  code: 'no-checkpoint',
  severity: 'error',
  message:
    typeof choice === 'number'
      ? text(`This run has no checkpoint at step ${choice}.`, `此运行没有保存第 ${choice} 步的检查点。`)
      : text('This run has no checkpoint yet.', '此运行还没有检查点。'),
  fix: text('Wait until it saves one, or choose another run.', '请等待它保存检查点，或选择其他运行。'),
})
