import type { Graph } from '../../core/graph/graph.ts'
import { perplexity } from '../../core/metrics/language-model.ts'
import type { Plan } from '../../core/plan/plan.ts'
import { judgements, type Value } from '../../core/report.ts'
import type { Comparison, Run } from '../../core/run.ts'

export interface Compared {
  readonly run: Run
  readonly graph: Graph
  readonly plan: Plan
}

type Measures = Comparison['measures']
type Cell = Measures[number]['values'][number]

/**
 * The table of measures. A loss is the mean over what its objective asks for, in nats per token of its tokenizer: between
 * objectives or tokenizers its value means different things, and the table says so.
 */
export function measures(runs: readonly Compared[]): Measures {
  const sameText = same(runs, ({ plan }) => plan.batches.tokens.rows)
  const sameQuestion =
    sameText && same(runs, ({ plan }) => [plan.batches.task, plan.batches.tokens.tokenizer, plan.batches.collator])
  return [
    row('objective', '', true, ({ plan }) => plan.batches.task),
    row('device', '', true, ({ run }) => run.device),
    row('parameters', '', true, ({ run }) => run.parameters || null),
    row('tokens seen', 'tokens', true, ({ run }) => run.tokens),
    row('seconds', 's', true, ({ run }) => run.seconds),
    row('speed', 'tokens/s', true, ({ run }) => (run.seconds > 0 ? run.tokens / run.seconds : null)),
    row('first validation loss', 'nats/token', sameQuestion, ({ run }) => cell(run.first['validation/loss'])),
    row('last validation loss', 'nats/token', sameQuestion, ({ run }) => cell(run.latest['validation/loss'])),
    row('best validation loss', 'nats/token', sameQuestion, ({ run }) => cell(run.best['validation/loss'])),
    row('unigram entropy', 'nats/token', sameQuestion, ({ run }) => cell(run.latest['validation/unigram'])),
    row('perplexity', '', sameQuestion, perplexityOf),
    row('bits per byte', 'bits/byte', sameText, ({ run }) => cell(run.latest['validation/bits-per-byte'])),
    ...Object.keys(judgements)
      .map(name => row(name, '', sameQuestion, ({ run }) => cell(run.latest[`validation/${name}`])))
      .filter(({ values }) => values.some(value => value !== null)),
  ]

  function row(name: string, unit: string, comparable: boolean, value: (of: Compared) => Cell): Measures[number] {
    return { name, unit, comparable, values: runs.map(value) }
  }
}

/** exp(loss). Only where probabilities multiply to that of a text: those of hidden tokens or of tags do not. */
function perplexityOf({ run, plan }: Compared): Cell {
  const loss = run.latest['validation/loss']
  const writes = ['causal', 'seq2seq'].includes(plan.batches.task)
  return writes && typeof loss === 'number' ? perplexity(loss) : null
}

const cell = (value: Value | undefined): Cell => value ?? null

const same = (runs: readonly Compared[], fact: (of: Compared) => unknown): boolean =>
  new Set(runs.map(of => JSON.stringify(fact(of)))).size <= 1
