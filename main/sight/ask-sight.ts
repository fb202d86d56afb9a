import type { Signal } from '../../core/contract.ts'
import type { Proof, ProofEvent, Sight } from '../../core/preview/sight.ts'
import { askChild } from '../runs/ask-child.ts'
import { program } from '../runs/engines.ts'
import { listenChild } from '../runs/listen-child.ts'
import type { Proving, Question } from './question.ts'

interface Place {
  readonly home: string
  readonly out: string
}
type Example = Omit<Question, 'home' | 'proving'>

/** Who may look at whom. Throws Refusals for what is wrong with the data. */
export const askSight = (asked: Example, { home, out }: Place): Promise<Sight> =>
  askChild<Sight>(program(out, 'sight'), { ...asked, home } satisfies Question)

/** What happens to predictions when later tokens change. Throws Refusals. */
export async function* proveSight(
  { folder, lane, place, ...asked }: Example & Proving,
  { home, out }: Place,
  signal: Signal,
): AsyncIterable<ProofEvent> {
  const question: Question = { ...asked, home, proving: { folder, lane, place } }
  const proof = yield* listenChild<ProofEvent, Proof>(program(out, 'sight'), question, signal)
  if (proof) yield { kind: 'done', proof }
}
