import type { Run } from '../../core/run.ts'

/** Runs with every word of the filter in their id, name, task, state or device. */
export function filtered(runs: readonly Run[], filter: string): readonly Run[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return runs
  return runs.filter(({ id, name, task, state, device }) => {
    const all = [id, name, task, state, device].join(' ').toLowerCase()
    return words.every(word => all.includes(word))
  })
}
