import type { QuickFix } from '../graph/quick-fix.ts'
import type { Plan, PortValues } from '../plan/plan.ts'
import { type ParamFix, type Problem, Refusal, type Result } from '../problem.ts'
import { text } from '../text.ts'
import type { Pipeline, Stage } from './check-graph.ts'

/** Runs every block's compile() in order and gives the plan of the pipeline's trainer, or the problems met on the way. */
export function compilePlan(pipeline: Pipeline): Result<Plan> {
  const { values, problems } = compileOutputs(pipeline)
  const plans = pipeline.stages.flatMap(({ id, block }) =>
    Object.entries(block.outputs).flatMap(([name, { type }]) => {
      const value = type === 'plan' ? values.get(id)?.[name] : undefined
      return value === undefined ? [] : [value as PortValues['plan']]
    }),
  )
  const [plan, second] = plans
  if (!plan && problems.length === 0) problems.push(noTrainer)
  if (second) problems.push(twoTrainers)
  if (!plan || problems.length > 0) return { ok: false, problems }
  return { ok: true, value: { format: 'patchbay-plan/1', name: pipeline.name, ...plan } }
}

/** What each block gives at its outputs, by its id; blocks that refused, and those behind them, are missing. */
export function compileOutputs({ stages }: Pipeline) {
  const problems: Problem[] = []
  const values = new Map<string, Readonly<Record<string, unknown>>>()
  for (const stage of stages) {
    const outputs = compileBlock(stage, values, (problem, paramFix) => {
      const repair = paramFix && quickFixFor(paramFix, stage, stages)
      problems.push({ ...problem, block: stage.id, ...(repair ? { repair } : {}) })
    })
    if (outputs) values.set(stage.id, outputs)
  }
  return { values, problems }
}

/** The values a block asks for, at the block that they belong to. */
function quickFixFor({ of = [], set }: ParamFix, stage: Stage, stages: readonly Stage[]): QuickFix | undefined {
  const at = of.reduce<Stage | undefined>((here, port) => stages.find(({ id }) => id === here?.from[port]?.id), stage)
  return at && { do: 'set', block: at.id, values: set }
}

type Values = ReadonlyMap<string, Readonly<Record<string, unknown>>>

/** Outputs of one block; undefined when it refused or when something before it did. */
function compileBlock(
  stage: Stage,
  values: Values,
  refused: (problem: Problem, paramFix: ParamFix | undefined) => void,
) {
  const inputs: Record<string, unknown> = {}
  for (const [name, { id, port }] of Object.entries(stage.from)) {
    const source = values.get(id)
    if (!source) return undefined
    inputs[name] = source[port]
  }
  try {
    return stage.block.compile(inputs as never, stage.params as never)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    refused(error.problem, error.paramFix)
    return undefined
  }
}

const noTrainer: Problem = {
  code: 'no-trainer',
  severity: 'missing',
  message: text('There is no trainer yet, so there is nothing to run.', '还没有训练器，因此没有可运行的内容。'),
  fix: text('Add a “Trainer” block and connect it.', '请添加“训练器”模块并连接。'),
}

const twoTrainers: Problem = {
  code: 'two-trainers',
  severity: 'error',
  message: text('There are two trainers; a run has only one.', '有两个训练器；一次运行只能有一个。'),
  fix: text('Delete one, or move it to a pipeline of its own.', '请删除其中一个，或将其移到单独的流程图。'),
}
