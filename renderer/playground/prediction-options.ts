import { create } from 'zustand'
import type { Sample } from '../../core/run/report.ts'

/** What can be said about how a model answers, with what a slider may give. */
const ranges = {
  temperature: { min: 0, max: 2, step: 0.1 },
  topK: { min: 0, max: 200, step: 5, off: 0 },
  topP: { min: 0.05, max: 1, step: 0.05, off: 1 },
  minP: { min: 0, max: 0.5, step: 0.01, off: 0 },
  repetitionPenalty: { min: 1, max: 2, step: 0.05, off: 1 },
  noRepeat: { min: 0, max: 8, step: 1, off: 0 },
  beams: { min: 1, max: 16, step: 1, off: 1 },
  lengthPenalty: { min: -2, max: 3, step: 0.1 },
  length: { min: 5, max: 400, step: 5 },
  candidates: { min: 1, max: 20, step: 1 },
}

export type OptionName = keyof typeof ranges
export type PredictOptions = Readonly<Record<OptionName, number>>
type Task = Sample['task']

interface Range {
  readonly min: number
  readonly max: number
  readonly step: number
  /** The value at which the option changes nothing. */
  readonly off?: number
}
export const rangeOf = (name: OptionName): Range => ranges[name]

const generationOptions: readonly OptionName[] = [
  'temperature',
  'topK',
  'topP',
  'minP',
  'repetitionPenalty',
  'noRepeat',
  'beams',
  'lengthPenalty',
  'length',
]

/** The options that mean something to a model of this task. */
export const optionsOf: Readonly<Record<Task, readonly OptionName[]>> = {
  continue: generationOptions,
  restore: generationOptions,
  translate: generationOptions,
  fill: ['candidates'],
  class: [],
  tags: [],
  score: [],
  spot: [],
  answer: ['candidates'],
}

/** A text of one's own lives from chance; a translation or a repair should be the likeliest. */
const defaultOptions = (task: Task): PredictOptions => ({
  temperature: task === 'continue' ? 0.8 : 0,
  topK: 50,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  noRepeat: 0,
  beams: 1,
  lengthPenalty: 1,
  length: 60,
  candidates: 5,
})

/** Beam search and the likeliest token leave nothing to draw; only beam search weighs lengths. */
export function optionHasNoEffect(name: OptionName, { beams, temperature }: PredictOptions): boolean {
  if (name === 'lengthPenalty') return beams === 1
  if (name === 'temperature') return beams > 1
  return ['topK', 'topP', 'minP'].includes(name) && (beams > 1 || temperature === 0)
}

type Chosen = Readonly<Partial<Record<Task, Partial<PredictOptions>>>>

const key = 'asking'
const useChosenOptions = create<{ readonly chosen: Chosen }>(() => ({ chosen: storedOptions() }))

/** How models of a task are asked, as the user last set it while this window is open. */
export const useOptions = (task: Task): PredictOptions => {
  const chosen = useChosenOptions(a => a.chosen[task])
  return { ...defaultOptions(task), ...chosen }
}

export const setOption = (task: Task, name: OptionName, value: number) =>
  updateOptions(({ [task]: own, ...others }) => ({ ...others, [task]: { ...own, [name]: value } }))

export const resetOptions = (task: Task) => updateOptions(({ [task]: _, ...others }) => others)

function updateOptions(change: (chosen: Chosen) => Chosen) {
  useChosenOptions.setState(({ chosen }) => ({ chosen: change(chosen) }))
  sessionStorage.setItem(key, JSON.stringify(useChosenOptions.getState().chosen))
}

/** What this window was told before it was loaded again. */
function storedOptions(): Chosen {
  const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}')
  return kept as Chosen // only this file writes it
}
