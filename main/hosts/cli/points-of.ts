import type { Client } from '../../../core/contract.ts'
import type { Point } from '../../../core/run.ts'

/** All points of a run so far. */
export async function pointsOf(client: Client, run: string): Promise<Point[]> {
  const points: Point[] = []
  for await (const event of client.listen('run.watch', { run }, new AbortController().signal)) {
    if (event.kind === 'points') points.push(...event.points)
    if (event.kind === 'run') break // the first look is over: its points come before the run
  }
  return points
}
