import type { Plan } from '../../../core/plan/plan.ts'
import { blocks } from '../../../nodes/index.ts'
import { batches, planOf } from '../data/pipeline.ts'

/** A tiny BERT that gives texts of a file of scores a number, with nothing held back but what the split takes. */
export function scoringPlan(path: string): Plan {
  const plan = planOf(
    batches(
      ['scores-file', { path }],
      ['split', { share: 0.5 }],
      ['bpe-tokenizer', { size: 300 }],
      ['score-texts', { length: 16 }],
    ),
    2,
  )
  const [network, objective] = [blocks.get('bert'), blocks.get('score-text')]
  const params = network?.params.parse({ width: 32, layers: 1, heads: 2, context: 32 })
  const drawn = network?.compile({} as never, params as never) as { network: never }
  const compiled = objective?.compile(drawn as never, {} as never) as { objective: never }
  return { ...plan, objective: compiled.objective as typeof plan.objective }
}
