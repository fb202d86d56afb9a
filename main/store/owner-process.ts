import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'

/** The process that owns a run. Its pid alone is not enough: pids are reused. */
export interface OwnerProcess {
  readonly pid: number
  /** When the process started, in the system's own clock; empty where the system does not tell. */
  readonly mark: string
}

export const currentProcess = (): OwnerProcess => ({ pid: process.pid, mark: startMark(process.pid) })

/** Whether the owner of a run that started then still lives on this machine. */
export function isOwnerAlive(owner: OwnerProcess, started: string): boolean {
  const booted = Date.now() - uptime() * 1000
  if (Date.parse(started) < booted - 60_000) return false // a minute of slack: clocks get corrected
  return processExists(owner.pid) && startMark(owner.pid) === owner.mark
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' // it is there, but belongs to somebody else
  }
}

function startMark(pid: number): string {
  if (process.platform !== 'linux') return ''
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ') // the name before it may hold spaces
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '') // field 22: start time in ticks since boot
  } catch {
    return 'gone'
  }
}
