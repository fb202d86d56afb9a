import { taskFacts } from '../../core/block/abilities.ts'
import type { Blocks } from '../../core/block/block.ts'
import { flatten } from '../../core/graph/flatten.ts'
import type { Graph } from '../../core/graph/graph.ts'
import { allMetrics } from '../../core/metrics/index.ts'
import type { Metric } from '../../core/metrics/metric.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { MetricValue } from '../../core/run/report.ts'
import type { Run, RunComparison } from '../../core/run/run.ts'

/** Runs side by side: what was measured, which measures may be compared at all, and what was set differently. */
export const compareRuns = (runs: readonly Compared[], blocks: Blocks): RunComparison => ({
  runs: runs.map(({ run }) => run),
  measures: metricRows(runs, blocks),
  differences: settingDifferences(
    runs.map(({ graph }) => graph),
    blocks,
  ),
})

export interface Compared {
  readonly run: Run
  readonly graph: Graph
  readonly plan: Plan
}

type MetricRows = RunComparison['measures']
type Cell = MetricRows[number]['values'][number]

/**
 * The table of measures. A loss is the mean over what its objective asks for, in nats per token of its tokenizer: between
 * objectives or tokenizers its value means different things, and the table says so.
 */
export function metricRows(runs: readonly Compared[], blocks: Blocks): MetricRows {
  const sameText = allEqual(runs, ({ plan }) => plan.batches.tokens.rows)
  const sameQuestion =
    sameText && allEqual(runs, ({ plan }) => [plan.batches.task, plan.batches.tokens.tokenizer, plan.batches.collator])
  return [
    row('objective', '', true, ({ plan }) => plan.batches.task),
    row('device', '', true, ({ run }) => run.device),
    row('parameters', '', true, ({ run }) => run.parameters || null),
    row('tokens seen', 'tokens', true, ({ run }) => run.tokens),
    row('seconds', 's', true, ({ run }) => run.seconds),
    row('speed', 'tokens/s', true, ({ run }) => (run.seconds > 0 ? run.tokens / run.seconds : null)),
    row('first validation loss', 'nats/token', sameQuestion, ({ run }) => toCell(run.first['validation/loss'])),
    row('last validation loss', 'nats/token', sameQuestion, ({ run }) => toCell(run.latest['validation/loss'])),
    row('best validation loss', 'nats/token', sameQuestion, ({ run }) => toCell(run.best['validation/loss'])),
    ...allMetrics()
      .filter(({ id, aboutTraining }) => id !== 'loss' && !aboutTraining)
      .map(metric => {
        const comparable = metric.acrossObjectives ? sameText : sameQuestion
        return row(metric.id, metric.symbol ?? '', comparable, of => metricCell(metric, of, blocks))
      })
      .filter(({ values }) => values.some(value => value !== null)),
  ]

  function row(name: string, unit: string, comparable: boolean, value: (of: Compared) => Cell): MetricRows[number] {
    return { name, unit, comparable, values: runs.map(value) }
  }
}

/** The newest value of a run; where the metric follows from a loss whose probabilities multiply to that of a text, from that. */
function metricCell({ id, from }: Metric, { run, plan }: Compared, blocks: Blocks): Cell {
  const loss = run.latest['validation/loss']
  const { ofText } = taskFacts(blocks.values(), plan.batches.task) ?? {}
  if (from?.loss && ofText && typeof loss === 'number') return from.loss(loss) ?? null
  return toCell(run.latest[`validation/${id}`])
}

const toCell = (value: MetricValue | undefined): Cell => value ?? null

const allEqual = (runs: readonly Compared[], fact: (of: Compared) => unknown): boolean =>
  new Set(runs.map(of => JSON.stringify(fact(of)))).size <= 1

type SettingDifferences = RunComparison['differences']

/** Parameters (as `block.param`) and kinds of blocks that are not the same in all graphs. */
export function settingDifferences(graphs: readonly Graph[], blocks: Blocks): SettingDifferences {
  const tables = graphs.map(graph => settingsOf(graph, blocks))
  const names = [...new Set(tables.flatMap(table => [...table.keys()]))]
  return names
    .map(name => ({ name, values: tables.map(table => table.get(name) ?? null) }))
    .filter(({ values }) => new Set(values.map(value => JSON.stringify(value))).size > 1)
}

/** What a graph says, by name, with the defaults of parameters that are not written down. */
function settingsOf(graph: Graph, blocks: Blocks): Map<string, unknown> {
  return new Map(
    flatten(graph).blocks.flatMap(({ id, type, params, off }) => {
      const parsed = blocks.get(type)?.params.safeParse(params)
      const values = parsed?.success ? parsed.data : params
      return [
        [id, type] as const,
        ...(off ? [[`${id}.off`, off] as const] : []),
        ...Object.entries(values).map(([name, value]) => [`${id}.${name}`, value] as const),
      ]
    }),
  )
}
