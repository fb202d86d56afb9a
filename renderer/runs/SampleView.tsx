import { Fragment } from 'react'
import type { Sample } from '../../core/run/report.ts'
import { useText } from '../text/use-text.ts'

/** What a model said: the text it went on with, or the candidates for each blank with their probabilities. */
export function SampleView({ sample }: { readonly sample: Sample }) {
  const { t, f } = useText()
  const heading = (i: number) => (sample.task === 'class' || sample.task === 'answer' ? t.answer : t.blank(i + 1))
  return (
    <div className="sample">
      {sample.task === 'continue' ? (
        <p>
          <span className="sample-given">{tailOf(sample.input)}</span>
          <mark>
            {sample.output.startsWith(sample.input) ? sample.output.slice(sample.input.length) : sample.output}
          </mark>
        </p>
      ) : sample.task === 'tags' ? (
        <TaggedText sample={sample} />
      ) : (
        <>
          <p className="sample-given">{sample.input}</p>
          <AnswerInContext sample={sample} />
          <p>
            → <mark>{sample.output}</mark>
          </p>
        </>
      )}
      {sample.blanks?.map((candidates, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blanks are known by their place
        <section key={i} aria-label={heading(i)}>
          <h4>{heading(i)}</h4>
          <ol>
            {(sample.task === 'class' ? candidates.slice(0, 5) : candidates).map(({ text, probability }) => (
              <li key={text}>
                <span>{text}</span>
                <meter aria-label={text} value={probability} max={1} />
                <small>{f.percent(probability)}</small>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

/** The text that a question is about, with the answer marked in it. */
function AnswerInContext({ sample: { context, spans: [answer] = [] } }: { readonly sample: Sample }) {
  if (context === undefined || !answer) return null
  return (
    <p className="sample-given">
      {context.slice(0, answer.from)}
      <mark>{context.slice(answer.from, answer.to)}</mark>
      {context.slice(answer.to)}
    </p>
  )
}

/** A text with its tag over each word. */
function TaggedText({ sample: { input, spans = [] } }: { readonly sample: Sample }) {
  const { f } = useText()
  return (
    <p className="sample-tags">
      {spans.map(({ from, to, label, probability }, i) => (
        <Fragment key={from}>
          {input.slice(spans[i - 1]?.to ?? 0, from)}
          <ruby title={`${label} ${f.percent(probability)}`}>
            {input.slice(from, to)}
            <rt>{label}</rt>
          </ruby>
        </Fragment>
      ))}
      {input.slice(spans.at(-1)?.to ?? 0)}
    </p>
  )
}

/** The end of a long text: the place where the model goes on. */
const tailOf = (text: string) => (text.length > 160 ? `… ${text.slice(-140).trimStart()}` : text)
