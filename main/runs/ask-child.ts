import { spawn } from 'node:child_process'
import type { Reply } from '../../core/contract.ts'
import { Refusals } from '../../core/problem.ts'
import { death, type Exit } from '../engine/death.ts'

interface Program {
  readonly node: string
  readonly script: string
  /** Milliseconds until it is given up. */
  readonly patience?: number
}

/** Gives a child one line of JSON and takes its Reply, one line of JSON. Throws Refusals for problems and for its death. */
export async function askChild<T>({ node, script, patience = 600_000 }: Program, question: unknown): Promise<T> {
  const { output, exit } = await talk(node, script, patience, JSON.stringify(question))
  const reply = parse<T>(output.trim().split('\n').at(-1) ?? '')
  if (!reply) throw new Refusals([death(exit)])
  if (!reply.ok) throw new Refusals(reply.problems)
  return reply.value
}

function talk(node: string, script: string, timeout: number, line: string): Promise<{ output: string; exit: Exit }> {
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

function parse<T>(line: string): Reply<T> | undefined {
  try {
    const reply = JSON.parse(line) as Reply<T>
    return typeof reply.ok === 'boolean' ? reply : undefined
  } catch {
    return undefined
  }
}
