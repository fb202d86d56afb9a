// node --import ./bench/with-blocks.mjs bench/memory.ts [GB or FILE …]: peak memory from a text file, or one that is made with so many gigabytes, to batches,
// of all processes together (Linux).
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeCorpus } from './make-corpus.ts'

const given = process.argv.slice(2)

/** Memory of a process and those it started, MiB. */
function memoryOf(pid: number): number {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
    return children.reduce((sum, child) => sum + memoryOf(child), own)
  } catch {
    return 0 // it ended at this moment
  }
}

async function measured(what: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-memory-'))
  const file = Number(what) > 0 ? join(folder, 'text.txt') : what
  if (file !== what) await writeCorpus(file, Number(what) * 1e9)
  const gigabytes = (statSync(file).size / 1e9).toFixed(2)
  const started = performance.now()
  const child = spawn(process.execPath, [
    ...process.execArgv,
    join(import.meta.dirname, 'memory-child.ts'),
    file,
    folder,
  ])
  let peak = 0
  let phase = ''
  const peaks = new Map<string, number>()
  const timer = setInterval(() => {
    const now = memoryOf(child.pid ?? 0)
    peak = Math.max(peak, now)
    peaks.set(phase, Math.max(peaks.get(phase) ?? 0, now))
  }, 200)
  child.stderr.setEncoding('utf8').on('data', (said: string) => {
    const [name, done, total] = said.trimEnd().split('\n').at(-1)?.split(' ') ?? []
    phase = total ? `${name} ${Math.floor((10 * Number(done)) / Number(total))}0 %` : `${name}`
  })
  let result = ''
  child.stdout.setEncoding('utf8').on('data', (said: string) => {
    result += said
  })
  const code = await new Promise(resolve => child.on('close', resolve))
  clearInterval(timer)
  rmSync(folder, { recursive: true })
  const minutes = ((performance.now() - started) / 60_000).toFixed(1)
  console.log(`${gigabytes} GB: peak ${peak.toFixed(0)} MiB in ${minutes} minutes, exit ${code}: ${result.trim()}`)
  for (const [name, most] of peaks) console.log(`  ${name.padEnd(14)} ${most.toFixed(0)} MiB`)
}

for (const what of given.length > 0 ? given : ['1', '5']) await measured(what)
