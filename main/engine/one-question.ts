import { createInterface } from 'node:readline'
import { type Problem, Refusals } from '../../core/problem.ts'
import type { Text } from '../../core/text.ts'
import { jsonLine } from './json-line.ts'

interface Answering<Q, E, A> {
  /** Says events on the way, and gives the answer. May throw problems. */
  readonly answer: (question: Q, tell: (event: E) => void) => Promise<A>
  /** What is said when it breaks for a reason that nobody foresaw. */
  readonly broken: (reason: string) => { readonly message: Text; readonly fix: Text }
}

/**
 * What a child does that answers one question (see listenChild): a line of JSON on stdin; on stdout events, a line each, and last
 * a reply. The end of stdin means that nobody listens any more.
 */
export function oneQuestion<Q, E, A>({ answer, broken }: Answering<Q, E, A>): void {
  const say = (line: unknown) => process.stdout.write(jsonLine(line))
  process.stdout.on('error', () => {})
  const input = createInterface({ input: process.stdin })
  let answered = false
  input.once('line', line => {
    answer(JSON.parse(line) as Q, say)
      .then(
        value => say({ ok: true, value }),
        error => say({ ok: false, problems: problemsOf(error, broken) }),
      )
      .finally(() => {
        answered = true
        input.close()
        process.stdin.destroy()
      })
  })
  input.on('close', () => {
    if (!answered) process.exit(1)
  })
}

function problemsOf(error: unknown, broken: Answering<never, never, never>['broken']): readonly Problem[] {
  if (error instanceof Refusals) return error.problems
  console.error(error)
  const reason = error instanceof Error ? error.message : String(error)
  return [{ code: 'bug', severity: 'error', ...broken(reason) }]
}
