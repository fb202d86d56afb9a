import type { TokenColumn, TokenTable } from '../../../core/batch.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import { plain } from '../../../core/predict/writing.ts'
import { Refusals } from '../../../core/problem.ts'
import { rowLength, rowOf } from '../../../core/token-column.ts'
import { merged } from '../../../core/train/adapters.ts'
import { type Model, networkOf } from '../../../core/train/model.ts'
import type { Prepared } from '../../data/prepare.ts'
import type { Tokenizer } from '../../data/tokenizer.ts'
import { answerOf, generous } from './answers/answer.ts'
import type { Job } from './job.ts'
import type { Machine } from './machine.ts'
import { scorer } from './scorer.ts'

/** Tokens of text that a sample shows to the model. */
const shown = 24

/** Lets the current weights answer one held-back text, always the same, so that progress can be read and not only measured. */
export function sampler(
  { plan, blocks, report }: Pick<Job, 'plan' | 'blocks' | 'report'>,
  model: Model,
  prepared: Prepared,
) {
  const { tokenizer } = prepared
  const { input, context } = question(plan, prepared)
  const network = networkOf(plan, blocks)
  return async (machine: Machine, step: number): Promise<void> => {
    if (input === undefined) return
    const limit = plan.objective.network.maxLength ?? generous
    const scores = scorer(
      network,
      merged(await machine.weights(), model.adapters ?? []),
      limit,
      tokenizer.vocabulary.pad,
    )
    try {
      const asking = { ...plain, tokenizer, scorer: scores, length: shown, candidates: 5, seed: 0, context }
      report({ t: 'sample', step, ...(await answerOf(plan)(input, asking)) })
    } catch (error) {
      if (!(error instanceof Refusals)) throw error // a text that asks nothing is no reason to stop training
    } finally {
      await scores.release()
    }
  }
}

interface Shown {
  /** Absent when there is nothing to ask. */
  readonly input?: string
  readonly context?: string
}

/** A text of the validation part (or, when nothing is held back, of the training part), with gaps where the model fills gaps. */
function question({ batches, objective }: Plan, { tokenizer, train, validation }: Prepared): Shown {
  const { columns } = batches.tokens.rows
  const column = (['source', 'tokens', 'question'] as const).find(name => columns.includes(name)) ?? 'text'
  const part = (validation.columns[column]?.length ?? 0) > 0 ? validation : train
  const from = part.columns[column]
  if (!from || from.length === 0) return {}
  if (column !== 'text') {
    const place = ordinaryRow(from)
    const said = ({ columns }: TokenTable, name: 'context' | typeof column) =>
      columns[name] && tokenizer.decode(rowOf(columns[name], place)).trimStart()
    const context = said(part, 'context')
    return { input: said(part, column) ?? '', ...(context === undefined ? {} : { context }) }
  }
  const ids = rowOf(from, longRow(from), shown)
  const asIs = batches.task === 'causal' || batches.task === 'class' || batches.asking?.writes === 'rest'
  if (objective.head === 'replaced') return { input: withStranger(ids, tokenizer) }
  return { input: asIs ? tokenizer.decode(ids) : withGaps(ids, tokenizer) }
}

/** The first row that is not shorter than the average. */
function ordinaryRow(column: TokenColumn): number {
  let r = 0
  while (r < column.rows - 1 && rowLength(column, r) * column.rows < column.length) r++
  return r
}

/** The longest of the first rows. */
function longRow(column: TokenColumn): number {
  let best = 0
  for (let r = 0; r < Math.min(column.rows, 10_000); r++) if (rowLength(column, r) > rowLength(column, best)) best = r
  return best
}

/** Two gaps of one word each, a third and two thirds into the text. */
function withGaps(ids: Int32Array, { decode }: Tokenizer): string {
  const words = decode(ids).split(/(?<=\s)(?=\S)/)
  const gaps = [Math.floor(words.length / 3), Math.floor((2 * words.length) / 3)]
  return words.map((word, i) => (gaps.includes(i) ? word.replace(/\S+/, '___') : word)).join('')
}

/** The word a third into the text put in the place of the one two thirds into it. */
function withStranger(ids: Int32Array, { decode }: Tokenizer): string {
  const words = decode(ids).split(/(?<=\s)(?=\S)/)
  const [from, to] = [Math.floor(words.length / 3), Math.floor((2 * words.length) / 3)]
  return words.map((word, i) => (i === to ? (words[from] as string) : word)).join('')
}
