import { logSoftmax } from './softmax.ts'
import { together, type Writing } from './together.ts'
import { top } from './top.ts'
import { type Bounds, type Choosing, processed, rules, type Score } from './writing.ts'

interface Searching extends Choosing {
  /** Stop when enough texts are finished (true), when a better one is unlikely (false) or impossible ("never"). */
  readonly early: boolean | 'never'
}

interface Beam {
  readonly text: readonly number[]
  /** Σ log p of the written tokens. */
  readonly score: number
  /** The beam of the step before which it continues. */
  readonly parent: number
}

export interface Finished {
  /** The tokens written, the end token included. */
  readonly written: readonly number[]
  /** Σ log p of the written tokens / (their number)^lengthPenalty. */
  readonly score: number
}

/**
 * The texts that are likeliest as a whole, as far as following `beams` of them at once can tell; best first.
 * Candidates, scores and the moment to stop are those of Transformers 5 (`_beam_search`).
 */
export const beamSearch = async (
  score: Score,
  start: readonly number[],
  how: Searching,
  bounds: Bounds,
): Promise<readonly Finished[]> => (await together(score, [searching(start, how, bounds)]))[0] as readonly Finished[]

/** The same as a text on its way, so that several searches can go on side by side. */
export function* searching(start: readonly number[], how: Searching, bounds: Bounds): Writing<readonly Finished[]> {
  const { beams } = how
  const before = rules(how, bounds, start.length)
  const wide = Math.max(2, 1 + bounds.ends.length) * beams
  let running: readonly Beam[] = [{ text: start, score: 0, parent: 0 }]
  let finished: readonly Finished[] = []
  for (let written = 1; written <= bounds.length; written++) {
    const scores = yield {
      texts: running.map(beam => beam.text),
      parents: written > 1 ? running.map(beam => beam.parent) : [],
    }
    const rows = scores.map((row, i) => processed(logSoftmax(row), (running[i] as Beam).text, before))
    const candidates = continued(running, rows, wide)
    const ended = ({ text }: Beam) => written === bounds.length || bounds.ends.includes(text.at(-1) as number)
    // an end found below the best `beams` candidates is lost
    const done = candidates
      .slice(0, beams)
      .filter(ended)
      .map(beam => final(beam, start.length, how))
    if (!(how.early === true && finished.length === beams)) finished = best([...finished, ...done], beams)
    running = candidates.filter(beam => !ended(beam)).slice(0, beams)
    if (running.length === 0 || stops(running[0] as Beam, finished, { written, length: bounds.length, how })) break
  }
  return finished
}

/** The likeliest texts of one token more, over all beams together. */
function continued(running: readonly Beam[], rows: readonly Float32Array[], count: number): Beam[] {
  const all = rows.flatMap((row, parent) => {
    const { text, score } = running[parent] as Beam
    return top(row, count).map(id => ({ parent, text: [...text, id], score: score + (row[id] as number) }))
  })
  return all.sort((a, b) => b.score - a.score).slice(0, count)
}

const final = ({ text, score }: Beam, start: number, { lengthPenalty }: Searching): Finished => ({
  written: text.slice(start),
  score: score / (text.length - start) ** lengthPenalty,
})

const best = (all: readonly Finished[], count: number) => [...all].sort((a, b) => b.score - a.score).slice(0, count)

/** Whether no running text is taken to get better than the finished ones. */
function stops(
  leading: Beam,
  finished: readonly Finished[],
  { written, length, how }: { written: number; length: number; how: Searching },
): boolean {
  if (finished.length < how.beams) return false
  if (how.early === true) return true
  const { early, lengthPenalty } = how
  const hoped = early === 'never' && lengthPenalty > 0 ? length : written
  return leading.score / hoped ** lengthPenalty <= (finished.at(-1) as Finished).score
}
