import { useId, useState } from 'react'
import type { BatchesPreview, InspectedExample, InspectedPosition, PreviewTensor } from '../../core/preview/preview.ts'
import { useText } from '../text/use-text.ts'
import { ExampleStrip } from './ExampleStrip.tsx'
import { ExampleTable } from './ExampleTable.tsx'
import { SplitCounts } from './PreviewFigures.tsx'
import { showExample, usePreview } from './preview-store.ts'

/** The X-ray of a batch: one example place by place, and the tensors as the engine is fed them. */
export function BatchInspector({ preview }: { readonly preview: BatchesPreview }) {
  const { t, f } = useText()
  const chosen = usePreview(p => p.example)
  const [way, setWay] = useState<ExampleView>('strip')
  const id = useId()
  const { rows } = preview
  const at = Math.min(chosen, rows.length - 1)
  const row = rows[at]
  return (
    <div className="preview-split">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="preview-scroll" aria-label={t.xray} tabIndex={0}>
        <div className="xray-choice">
          <label htmlFor={id}>{t.example}</label>
          <select id={id} value={at} onChange={e => showExample(Number(e.target.value))}>
            {rows.map((_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: examples are known by their place
              <option key={i} value={i}>
                {t.exampleOf(f.whole(i + 1), f.whole(preview.batchSize))}
              </option>
            ))}
          </select>
          <ExampleViewSwitch way={way} choose={setWay} />
          {preview.task === 'masked' && <Legend />}
        </div>
        {row && (
          <div className="xray-lanes" data-way={way}>
            {lanesOf(row).map(({ places, title }) => (
              <Lane key={title} way={way} places={places} title={t[title]} task={preview.task} />
            ))}
            {row.answers && (
              <p className="xray-answers">
                {t.askedOfWhole} <strong>{row.answers.map(({ token }) => token).join(' … ')}</strong>
              </p>
            )}
          </div>
        )}
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="preview-scroll preview-figures" aria-label={t.previewFigures} tabIndex={0}>
        <LossShare preview={preview} />
        {preview.supervised === 0 && <p className="preview-note">{t.noLoss}</p>}
        <PaddingFacts preview={preview} />
        <SplitCounts counts={preview.counts} />
        <p>{t.seedIs(String(preview.seed))}</p>
        {preview.tokenizer === 'sample' && <p className="preview-note">{t.tokenizerOfSample}</p>}
        <Tensors tensors={preview.tensors} />
      </section>
    </div>
  )
}

type ExampleView = 'strip' | 'table'

const lanesOf = ({ input, target }: InspectedExample) =>
  target
    ? ([
        { places: input, title: 'encoderReads' },
        { places: target, title: 'decoderReads' },
      ] as const)
    : ([{ places: input, title: 'networkReads' }] as const)

interface LaneProps extends Pick<BatchesPreview, 'task'> {
  readonly way: ExampleView
  readonly places: readonly InspectedPosition[]
  readonly title: string
}

/** A text of an example, drawn or in figures. CLM takes its answers from the input; a decoder is given back what it wrote. */
function Lane({ way, places, title, task }: LaneProps) {
  if (way === 'table') return <ExampleTable places={places} title={title} />
  return <ExampleStrip places={places} title={title} shift={task === 'seq2seq' ? 'given' : 'taken'} />
}

function ExampleViewSwitch({
  way,
  choose,
}: {
  readonly way: ExampleView
  readonly choose: (way: ExampleView) => void
}) {
  const { t } = useText()
  return (
    <fieldset className="xray-ways">
      <legend className="unseen">{t.xrayWay}</legend>
      {(['strip', 'table'] as const).map(one => (
        <button key={one} type="button" className="button small" aria-pressed={way === one} onClick={() => choose(one)}>
          {t.xrayWays[one]}
        </button>
      ))}
    </fieldset>
  )
}

function Legend() {
  const { t } = useText()
  return (
    <ul className="xray-legend">
      {(['hidden', 'random', 'kept'] as const).map(change => (
        <li key={change} data-change={change}>
          <span className="token-mark">{t.changes[change]}</span>
        </li>
      ))}
    </ul>
  )
}

function LossShare({ preview: { supervised, places } }: { readonly preview: BatchesPreview }) {
  const { t, f } = useText()
  const words = t.lossShare(f.whole(supervised), f.whole(places), f.percent(supervised / places))
  return (
    <p className="loss-share">
      <progress value={supervised} max={places} aria-label={words} />
      <span>{words}</span>
    </p>
  )
}

/** What is filled up, and what is left over. */
function PaddingFacts({ preview: { padding, left } }: { readonly preview: BatchesPreview }) {
  const { t, f } = useText()
  const smaller = padding && padding.full - padding.share >= 0.001
  return (
    <>
      {padding && (
        <p>
          {smaller
            ? t.paddingLess(f.percent(padding.share), f.percent(padding.full))
            : t.padding(f.percent(padding.share))}
        </p>
      )}
      {left !== undefined && left > 0 && <p>{t.leftOver(f.whole(left))}</p>}
    </>
  )
}

const maxTensorValues = 24

function Tensors({ tensors }: { readonly tensors: readonly PreviewTensor[] }) {
  const { t } = useText()
  return (
    <table className="tensors">
      <caption>{t.tensors}</caption>
      <thead>
        <tr>
          <th scope="col">{t.tensorName}</th>
          <th scope="col">{t.tensorShape}</th>
          <th scope="col">{t.tensorValues}</th>
        </tr>
      </thead>
      <tbody>
        {tensors.map(({ name, shape, dtype, values }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              {shape.join(' × ')} {dtype}
            </td>
            <td className="tensor-values">
              {values.slice(0, maxTensorValues).join(' ')}
              {values.length > maxTensorValues && ' …'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
