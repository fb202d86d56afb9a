import { createInterface } from 'node:readline'
import { type Problem, Refusal, Refusals } from '../../core/problem.ts'

interface ChildHandler<Q, E, A> {
  /** Sends events on the way, and gives the answer. May throw problems. */
  readonly handle: (question: Q, tell: (event: E) => void) => Promise<A>
  /** The problem of an unexpected failure; a `bug` unless it has another code. */
  readonly describeFailure: (reason: string) => Pick<Problem, 'message' | 'fix'> & Partial<Pick<Problem, 'code'>>
}

/**
 * What a child does that answers one question (see listenToChild): a line of JSON on stdin; on stdout events, a line each, and
 * last a reply. The end of stdin means that nobody listens any more.
 */
export function serveOneRequest<Q, E, A>({ handle, describeFailure }: ChildHandler<Q, E, A>): void {
  const say = (line: unknown) => process.stdout.write(jsonLine(line))
  process.stdout.on('error', () => {})
  const input = createInterface({ input: process.stdin })
  let answered = false
  input.once('line', line => {
    handle(JSON.parse(line) as Q, say)
      .then(
        value => say({ ok: true, value }),
        error => say({ ok: false, problems: problemsOf(error, describeFailure) }),
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

function problemsOf(
  error: unknown,
  describeFailure: ChildHandler<never, never, never>['describeFailure'],
): readonly Problem[] {
  if (error instanceof Refusals) return error.problems
  if (error instanceof Refusal) return [error.problem]
  console.error(error)
  const reason = error instanceof Error ? error.message : String(error)
  return [{ code: 'bug', severity: 'error', ...describeFailure(reason) }]
}

/** A value as one line of JSON, which has no NaN or infinity: they travel as words. */
export const jsonLine = (value: unknown): string => `${JSON.stringify(value, encodeNonFinite)}\n`

const encodeNonFinite = (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
