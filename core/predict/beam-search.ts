import type { Decoding } from './batched-decoding.ts'
import { decodeBatch } from './batched-decoding.ts'
import type { DecodingOptions, GenerationLimits, NextTokenScorer } from './decoding-options.ts'
import { applyProcessors, logitsProcessors } from './decoding-options.ts'
import { logSoftmax, topIndices } from './probabilities.ts'

interface BeamSearchOptions extends DecodingOptions {
  /** Stop when enough texts are finished (true), when a better one is unlikely (false) or impossible ("never"). */
  readonly earlyStopping: boolean | 'never'
}

interface Beam {
  readonly text: readonly number[]
  /** Σ log p of the written tokens. */
  readonly score: number
  /** The beam of the step before which it continues. */
  readonly parent: number
}

export interface BeamHypothesis {
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
  score: NextTokenScorer,
  start: readonly number[],
  how: BeamSearchOptions,
  bounds: GenerationLimits,
): Promise<readonly BeamHypothesis[]> =>
  (await decodeBatch(score, [beamSearchDecoding(start, how, bounds)]))[0] as readonly BeamHypothesis[]

/** The same as a text on its way, so that several searches can go on side by side. */
export function* beamSearchDecoding(
  start: readonly number[],
  how: BeamSearchOptions,
  bounds: GenerationLimits,
): Decoding<readonly BeamHypothesis[]> {
  const { beams } = how
  const before = logitsProcessors(how, bounds, start.length)
  const wide = Math.max(2, 1 + bounds.ends.length) * beams
  let running: readonly Beam[] = [{ text: start, score: 0, parent: 0 }]
  let finished: readonly BeamHypothesis[] = []
  for (let written = 1; written <= bounds.length; written++) {
    const scores = yield {
      texts: running.map(beam => beam.text),
      parents: written > 1 ? running.map(beam => beam.parent) : [],
    }
    const rows = scores.map((row, i) => applyProcessors(logSoftmax(row), (running[i] as Beam).text, before))
    const candidates = expandBeams(running, rows, wide)
    const ended = ({ text }: Beam) => written === bounds.length || bounds.ends.includes(text.at(-1) as number)
    // an end found below the best `beams` candidates is lost
    const done = candidates
      .slice(0, beams)
      .filter(ended)
      .map(beam => toHypothesis(beam, start.length, how))
    if (!(how.earlyStopping === true && finished.length === beams))
      finished = bestHypotheses([...finished, ...done], beams)
    running = candidates.filter(beam => !ended(beam)).slice(0, beams)
    if (running.length === 0 || isFinished(running[0] as Beam, finished, { written, length: bounds.length, how })) break
  }
  return finished
}

/** The likeliest texts of one token more, over all beams together. */
function expandBeams(running: readonly Beam[], rows: readonly Float32Array[], count: number): Beam[] {
  const all = rows.flatMap((row, parent) => {
    const { text, score } = running[parent] as Beam
    return topIndices(row, count).map(id => ({ parent, text: [...text, id], score: score + (row[id] as number) }))
  })
  return all.sort((a, b) => b.score - a.score).slice(0, count)
}

const toHypothesis = ({ text, score }: Beam, start: number, { lengthPenalty }: BeamSearchOptions): BeamHypothesis => ({
  written: text.slice(start),
  score: score / (text.length - start) ** lengthPenalty,
})

const bestHypotheses = (all: readonly BeamHypothesis[], count: number) =>
  [...all].sort((a, b) => b.score - a.score).slice(0, count)

/** Whether no running text is taken to get better than the finished ones. */
function isFinished(
  leading: Beam,
  finished: readonly BeamHypothesis[],
  { written, length, how }: { written: number; length: number; how: BeamSearchOptions },
): boolean {
  if (finished.length < how.beams) return false
  if (how.earlyStopping === true) return true
  const { earlyStopping: early, lengthPenalty } = how
  const hoped = early === 'never' && lengthPenalty > 0 ? length : written
  return leading.score / hoped ** lengthPenalty <= (finished.at(-1) as BeamHypothesis).score
}
