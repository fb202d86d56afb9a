import type { z } from 'zod'
import { type Problem, Refusals } from '../problem.ts'
import { describeAllowedValues, quoteValue } from '../schema-issues.ts'
import { text } from '../text.ts'
import { type AbortSignalLike, type Client, contract, type Reply, type Service, type Transport } from './contract.ts'

/** The service behind a transport: checks every input, and turns problems and bugs into replies. */
export function serve(service: Service): Transport {
  return {
    async call(name, input) {
      try {
        return { ok: true, value: await findMethod(service, name, 'call')(parseInput(name, input)) }
      } catch (error) {
        return failureReply(error)
      }
    },
    async *listen(name, input, signal) {
      try {
        for await (const value of findMethod(service, name, 'stream')(parseInput(name, input), signal))
          yield { ok: true, value }
      } catch (error) {
        yield failureReply(error)
      }
    },
  }
}

/** The typed side of a transport. Problems arrive as a thrown `Refusals`. */
export function createClient(transport: Transport): Client {
  return {
    call: async (name, input) => unwrapReply(await transport.call(name, input)) as never,
    listen: async function* (name, input, signal) {
      for await (const reply of transport.listen(name, input, signal)) yield unwrapReply(reply) as never
    },
  }
}

function unwrapReply(reply: Reply): unknown {
  if (!reply.ok) throw new Refusals(reply.problems)
  return reply.value
}

type Method = (input: unknown, signal?: AbortSignalLike) => Promise<unknown> & AsyncIterable<unknown>

function findMethod(service: Service, name: string, kind: 'call' | 'stream'): Method {
  const known = Object.hasOwn(contract, name) && contract[name as keyof typeof contract].kind === kind
  if (!known)
    throw new Refusals([problem('unknown-call', `There is no ${kind} “${name}”.`, `没有名为“${name}”的调用。`)])
  return service[name as keyof Service] as unknown as Method
}

function parseInput(name: string, input: unknown): unknown {
  if (!Object.hasOwn(contract, name)) return input
  const parsed = contract[name as keyof typeof contract].input.safeParse(input, { reportInput: true })
  if (parsed.success) return parsed.data
  throw new Refusals(parsed.error.issues.map(issue => invalidInput(name, issue)))
}

function invalidInput(name: string, issue: z.core.$ZodIssue): Problem {
  const param = issue.path.join('.')
  // a whole graph is no quotation
  const quoted = issue.input === undefined || typeof issue.input === 'object' ? undefined : quoteValue(issue.input)
  const what = quoted
    ? problem('invalid-input', `“${param}” cannot be ${quoted}.`, `“${param}”不能是 ${quoted}。`)
    : problem('invalid-input', `${name}: ${issue.message}`, `${name}：${issue.message}`)
  return { ...what, param, fix: describeAllowedValues(issue) }
}

function failureReply(error: unknown): Reply {
  if (error instanceof Refusals) return { ok: false, problems: error.problems }
  const message = error instanceof Error ? error.message : String(error)
  return {
    ok: false,
    problems: [problem('bug', `Something went wrong inside Patchbay: ${message}`, `Patchbay 内部出错：${message}`)],
  }
}

const problem = (code: string, en: string, zh: string): Problem => ({
  code,
  severity: 'error',
  message: text(en, zh),
  fix:
    code === 'bug'
      ? text('Please report this message.', '请将这段文字反馈给我们。')
      : text('Check the request.', '请检查请求。'),
})
