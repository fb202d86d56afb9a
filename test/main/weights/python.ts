// Transformers, asked from a test: one Python for all questions, because it takes seconds to start.
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

/** A model folder to look at; see load-all.py. */
export interface Asked {
  readonly folder: string
  readonly architecture: string
  readonly ids: readonly number[]
  readonly text?: string
  readonly config?: object
  /** A folder with what LoRA learned. */
  readonly adapter?: string
  /** What the head tells apart, when that is not in the folder. */
  readonly labels?: unknown
}

export interface Found {
  readonly missing: readonly string[]
  readonly unexpected: readonly string[]
  readonly scores: readonly number[]
  readonly tokens?: readonly number[]
}

/** Python on PATH has these packages. */
export const pythonHas = (...packages: string[]): boolean =>
  spawnSync('python3', [
    '-c',
    `import sys, importlib.util as u; sys.exit(not all(map(u.find_spec, ${JSON.stringify(packages)})))`,
  ]).status === 0

export function python() {
  let started: { child: ChildProcessByStdio<Writable, Readable, null>; lines: Interface } | undefined
  const start = () => {
    const script = join(import.meta.dirname, 'load-all.py')
    const child = spawn('python3', [script], { stdio: ['pipe', 'pipe', 'inherit'] })
    return { child, lines: createInterface(child.stdout) }
  }
  return {
    async ask(asked: readonly Asked[]): Promise<readonly Found[]> {
      started ??= start()
      const { child, lines } = started
      child.stdin.write(`${JSON.stringify(asked)}\n`)
      return new Promise((resolve, reject) => {
        lines.once('line', line => resolve(JSON.parse(line) as readonly Found[]))
        child.once('exit', code => reject(new Error(`python: it ended with ${code}; its words are above`)))
      })
    },
    end: () => void started?.child.stdin.end(),
  }
}
