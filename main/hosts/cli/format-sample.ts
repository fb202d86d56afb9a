import type { Sample } from '../../../core/run/report.ts'
import { percent } from './format-values.ts'

/** What a model said, as a terminal shows it: the text, then the candidates of each hidden place. */
export function formatSample(sample: Sample): string {
  const { task, input, output } = sample
  const said = task === 'continue' ? `${input}▸${output}` : output
  return [`    ${said.replaceAll('\n', '\n    ')}`, ...candidates(sample)].join('\n')
}

/** The same; what it points at in a text gets a line each, with the characters where it stands. */
export function formatPrediction(sample: Sample): string {
  if (!sample.spans?.length) return formatSample(sample)
  const places = sample.spans.map(({ from, to, text, label, probability }) =>
    [`    ${from}–${to}`, text, ...(label === undefined ? [] : [label]), percent(probability, 0)].join('\t'),
  )
  return [...places, ...candidates(sample)].join('\n')
}

const candidates = ({ task, blanks = [] }: Sample): string[] =>
  blanks.map((tokens, i) => {
    const all = (task === 'class' ? tokens.slice(0, 5) : tokens).map(
      ({ text, probability }) => `${text.trim() || JSON.stringify(text)} ${percent(probability, 0)}`,
    )
    return `    ${i + 1}. ${all.join(' · ')}`
  })
