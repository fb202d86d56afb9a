import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Refusals } from '../../core/problem.ts'
import type { AbortSignalLike, Reply } from '../../core/rpc/contract.ts'
import type { ProcessExit } from './exit-reason.ts'
import { exitProblem } from './exit-reason.ts'

interface ChildProgram {
  readonly node: string
  readonly script: string
  /** Milliseconds until it is given up. */
  readonly timeoutMs?: number
}

/** Gives a child one line of JSON and takes its Reply, one line of JSON. Throws Refusals for problems and for its death. */
export async function callChild<T>(
  { node, script, timeoutMs: patience = 600_000 }: ChildProgram,
  question: unknown,
): Promise<T> {
  const { output, exit } = await exchange(node, script, patience, JSON.stringify(question))
  const reply = parseReply<T>(output.trim().split('\n').at(-1) ?? '')
  if (!reply) throw new Refusals([exitProblem(exit)])
  if (!reply.ok) throw new Refusals(reply.problems)
  return reply.value
}

function exchange(
  node: string,
  script: string,
  timeout: number,
  line: string,
): Promise<{ output: string; exit: ProcessExit }> {
  const child = spawn(node, [script], { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true, timeout })
  let output = ''
  let log = ''
  child.stdout.setEncoding('utf8').on('data', piece => {
    output += piece
  })
  child.stderr.setEncoding('utf8').on('data', piece => {
    log = (log + piece).slice(-4000)
  })
  child.stdin.on('error', () => undefined) // it died early; `close` tells
  child.stdin.end(`${line}\n`)
  return new Promise(resolve => {
    child.on('error', error => {
      log += error.message
    })
    child.on('close', (code, signal) => resolve({ output, exit: { code, signal, log } }))
  })
}

function parseReply<T>(line: string): Reply<T> | undefined {
  try {
    const reply = JSON.parse(line) as Reply<T>
    return typeof reply.ok === 'boolean' ? reply : undefined
  } catch {
    return undefined
  }
}

/**
 * Gives a child one line of JSON and yields the events it says, a line each, until its Reply, which is returned. When the
 * signal aborts, or nobody takes the next event, the child is ended. Throws Refusals for problems and for its death.
 */
export async function* listenToChild<E, T>(
  { node, script }: { readonly node: string; readonly script: string },
  question: unknown,
  signal: AbortSignalLike,
): AsyncGenerator<E, T | undefined> {
  if (signal.aborted) return undefined
  const child = spawn(node, [script], { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true })
  const stop = () => void child.kill()
  let log = ''
  child.stderr.setEncoding('utf8').on('data', piece => {
    log = (log + piece).slice(-4000)
  })
  child.on('error', error => {
    log += error.message
  })
  child.stdin.on('error', () => undefined) // it died early; its exit tells
  const closed = once(child, 'close').catch(() => [null, null])
  signal.addEventListener('abort', stop, { once: true })
  try {
    child.stdin.write(`${JSON.stringify(question)}\n`) // stays open: its end would mean that nobody listens
    for await (const line of createInterface({ input: child.stdout })) {
      const said = JSON.parse(line) as E | Reply<T>
      if (!isReply(said)) yield said
      else if (said.ok) return said.value
      else throw new Refusals(said.problems)
    }
    const [code, by] = await closed
    if (signal.aborted) return undefined
    throw new Refusals([exitProblem({ code, signal: by, log })])
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
  }
}

const isReply = <E, T>(said: E | Reply<T>): said is Reply<T> =>
  typeof said === 'object' && said !== null && 'ok' in said
