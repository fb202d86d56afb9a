import type { BatchesPreview, Preview, RowsPreview, TokensPreview } from '../../core/preview/preview.ts'
import { ExampleStrip } from '../preview/ExampleStrip.tsx'
import { SplitCounts } from '../preview/PreviewFigures.tsx'
import { visibleToken } from '../text/format.ts'
import { useText } from '../text/use-text.ts'

/** The first of what flows: rows, tokens, or an example of a batch. */
export function PeekedData({ preview }: { readonly preview: Preview }) {
  if (preview.kind === 'rows') return <Rows preview={preview} />
  return preview.kind === 'tokens' ? <Tokens preview={preview} /> : <Batch preview={preview} />
}

/** Letters, tokens and places that a small box has room for. */
const [letters, tokens, places] = [160, 24, 14]

function Rows({ preview: { columns, rows, counts } }: { readonly preview: RowsPreview }) {
  return (
    <>
      <SplitCounts counts={counts} />
      <table>
        <thead>
          <tr>
            {columns.map(column => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ texts }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place
            <tr key={i}>
              {columns.map(column => (
                <td key={column}>{cut(texts[column] ?? '')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const cut = (text: string) => (text.length > letters ? `${text.slice(0, letters)}…` : text)

function Tokens({ preview: { rows, vocabulary } }: { readonly preview: TokensPreview }) {
  const { t, f } = useText()
  const [row] = rows
  return (
    <>
      <p>{t.vocabularyOf(f.whole(vocabulary))}</p>
      {row?.columns.map(({ name, tokens: all }) => (
        <ol className="token-chips" key={name} aria-label={name}>
          {all.slice(0, tokens).map(({ id, text }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same token comes many times
            <li key={i}>
              <span>{visibleToken(text)}</span>
              <small>{id}</small>
            </li>
          ))}
        </ol>
      ))}
    </>
  )
}

function Batch({ preview }: { readonly preview: BatchesPreview }) {
  const { t, f } = useText()
  const { tensors, rows, supervised, places: all, task } = preview
  const [row] = rows
  const shift = task === 'seq2seq' ? 'given' : 'taken'
  return (
    <>
      <p>{t.lossShare(f.whole(supervised), f.whole(all), f.percent(supervised / all))}</p>
      <p className="peek-tensors">
        {tensors.map(({ name, shape, dtype }) => `${name} ${shape.join(' × ')} ${dtype}`).join(' · ')}
      </p>
      {row && (
        <ExampleStrip
          title={row.target ? t.encoderReads : t.networkReads}
          places={row.input.slice(0, places)}
          shift={shift}
        />
      )}
      {row?.target && <ExampleStrip title={t.decoderReads} places={row.target.slice(0, places)} shift={shift} />}
    </>
  )
}
