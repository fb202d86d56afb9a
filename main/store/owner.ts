import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'

/** The process that looks after a run. Its pid alone is not enough: pids are used again. */
export interface Owner {
  readonly pid: number
  /** When the process started, in the system's own clock; empty where the system does not tell. */
  readonly mark: string
}

export const thisProcess = (): Owner => ({ pid: process.pid, mark: mark(process.pid) })

/** Whether the owner of a run that started then still lives on this machine. */
export function lives(owner: Owner, started: string): boolean {
  const booted = Date.now() - uptime() * 1000
  if (Date.parse(started) < booted - 60_000) return false // a minute of slack: clocks get corrected
  return exists(owner.pid) && mark(owner.pid) === owner.mark
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' // it is there, but belongs to somebody else
  }
}

function mark(pid: number): string {
  if (process.platform !== 'linux') return ''
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ') // the name before it may hold spaces
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '') // field 22: start time in ticks since boot
  } catch {
    return 'gone'
  }
}
