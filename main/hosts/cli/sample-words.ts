import type { Sample } from '../../../core/report.ts'

/** What a model said, as a terminal shows it: the text, then the candidates of each hidden place. */
export function sampleWords({ task, input, output, blanks = [] }: Sample): string {
  const candidates = blanks.map((tokens, i) => {
    const all = (task === 'class' ? tokens.slice(0, 5) : tokens).map(
      t => `${t.text.trim() || JSON.stringify(t.text)} ${(t.probability * 100).toFixed(0)} %`,
    )
    return `    ${i + 1}. ${all.join(' · ')}`
  })
  const said = task === 'continue' ? `${input}▸${output}` : output
  return [`    ${said.replaceAll('\n', '\n    ')}`, ...candidates].join('\n')
}

/** The same; words that a model tagged get a line each, with the characters where they stand. */
export const answerWords = (sample: Sample): string =>
  sample.task === 'tags' && sample.spans
    ? sample.spans
        .map(
          ({ from, to, text, label = '', probability }) =>
            `    ${from}–${to}\t${text}\t${label}\t${(probability * 100).toFixed(0)} %`,
        )
        .join('\n')
    : sampleWords(sample)
