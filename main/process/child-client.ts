import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Refusals } from '../../core/problem.ts'
import type { AbortSignalLike, Reply } from '../../core/rpc/contract.ts'
import { exitProblem } from './exit-reason.ts'

interface ChildProgram {
  readonly node: string
  readonly script: string
  /** Milliseconds until it is given up. */
  readonly timeoutMs?: number
}

/** Asks a child one question and gives its answer, see listenToChild. Events on the way are passed over. */
export async function callChild<T>(program: ChildProgram, question: unknown): Promise<T> {
  const listening = listenToChild<unknown, T>(
    { timeoutMs: 600_000, ...program },
    question,
    new AbortController().signal,
  )
  for (;;) {
    const next = await listening.next()
    if (next.done) return next.value as T
  }
}

/**
 * Gives a child (see serveOneRequest) one line of JSON and yields the events it sends, a line each, until its Reply, which is
 * returned. When the signal aborts, or nobody takes the next event, the child is ended. Throws Refusals for problems and for
 * its death.
 */
export async function* listenToChild<E, T>(
  program: ChildProgram,
  question: unknown,
  signal: AbortSignalLike,
): AsyncGenerator<E, T | undefined> {
  if (signal.aborted) return undefined
  const { child, log, exit } = startChild(program)
  const stop = () => void child.kill()
  signal.addEventListener('abort', stop, { once: true })
  try {
    child.stdin.write(`${JSON.stringify(question)}\n`) // stays open: its end would mean that nobody listens
    for await (const line of createInterface({ input: child.stdout })) {
      const message = parseLine<E | Reply<T>>(line)
      if (message === undefined) log.write(`${line}\n`)
      else if (!isReply(message)) yield message
      else if (message.ok) return message.value
      else throw new Refusals(message.problems)
    }
    const [code, by] = await exit
    if (signal.aborted) return undefined
    throw new Refusals([exitProblem({ code, signal: by, log: log.tail() })])
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
  }
}

/** A child with the end of what it logged, and how it ended once it is gone. */
function startChild({ node, script, timeoutMs: timeout }: ChildProgram) {
  const child = spawn(node, [script], { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true, timeout })
  let tail = ''
  const write = (piece: string) => {
    tail = (tail + piece).slice(-4000)
  }
  child.stderr.setEncoding('utf8').on('data', write)
  child.on('error', error => write(error.message))
  child.stdin.on('error', () => undefined) // it died early; its exit tells
  const exit = once(child, 'close').catch(() => [null, null])
  return { child, exit, log: { write, tail: () => tail } }
}

/** A value that the child sent; undefined for a line that a library printed. */
function parseLine<T>(line: string): T | undefined {
  try {
    return JSON.parse(line) as T
  } catch {
    return undefined
  }
}

const isReply = <E, T>(message: E | Reply<T>): message is Reply<T> =>
  typeof message === 'object' && message !== null && 'ok' in message
