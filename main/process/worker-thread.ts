import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type ResourceLimits, Worker } from 'node:worker_threads'
import { type Problem, Refusals } from '../../core/problem.ts'

/** What a thread says to a question. */
export type WorkerReply<A> = { readonly answer: A } | { readonly problems: readonly Problem[] }

/** Work in a thread of its own, so that it goes on beside this one. */
export interface WorkerThread<Q, A> {
  /** Questions are answered in the order of asking. Throws the problems that the thread met; and a bug when it ended early. */
  ask(question: Q): Promise<A>
  /** Ends it, whatever it is doing. It must not run a model: that would end the whole process. */
  end(): Promise<void>
}

/** Where a thread's program lies: a file of the source, or its name at the top of the bundle. */
export interface WorkerProgram {
  readonly source: string
  readonly bundled: string
}

/** Starts a thread whose program answers by answers(). */
export function startWorkerThread<Q, A>(
  program: WorkerProgram,
  data: unknown,
  limits?: ResourceLimits,
): WorkerThread<Q, A> {
  const worker = new Worker(programFile(program), { workerData: data, ...(limits && { resourceLimits: limits }) })
  const waiting: PromiseWithResolvers<A>[] = []
  let over: { readonly why: unknown } | undefined
  worker.on('message', (reply: WorkerReply<A>) => {
    const request = waiting.shift()
    if ('answer' in reply) request?.resolve(reply.answer)
    else request?.reject(new Refusals(reply.problems))
  })
  const fail = (why: unknown) => {
    over ??= { why }
    for (const request of waiting.splice(0)) request.reject(over.why)
  }
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error(`thread: ${program.bundled} ended early`)))
  return {
    ask(question) {
      const request = Promise.withResolvers<A>()
      request.promise.catch(() => {}) // a caller that asked ahead sees the error when it awaits
      if (over) request.reject(over.why)
      else waiting.push(request)
      worker.postMessage(question)
      return request.promise
    },
    end: async () => void (await worker.terminate()),
  }
}

function programFile({ source, bundled }: WorkerProgram): string {
  if (existsSync(source)) return source
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, bundled)
    if (existsSync(file)) return file
  }
  throw new Error(`thread: no ${bundled} above ${import.meta.dirname}`)
}
