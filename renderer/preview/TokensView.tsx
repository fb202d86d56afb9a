import type { PreviewToken, TokensPreview } from '../../core/preview/preview.ts'
import { visibleToken } from '../text/format.ts'
import { useText } from '../text/use-text.ts'
import { LengthBars, SplitCounts } from './PreviewFigures.tsx'

/** Rows cut into tokens: each a chip with its id. */
export function TokensView({ preview }: { readonly preview: TokensPreview }) {
  const { t, f } = useText()
  const { rows, counts, lengths, vocabulary, tokenizer } = preview
  return (
    <div className="preview-split">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="preview-scroll" aria-label={t.previewFirstRows} tabIndex={0}>
        {rows.map(({ part, columns }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place
          <article key={i} className="token-row">
            <h3>
              {t.rowNumber(f.whole(i + 1))} <small>{t.parts[part as keyof typeof t.parts] ?? part}</small>
            </h3>
            {columns.map(({ name, text, tokens }) => (
              <div key={name}>
                {columns.length > 1 && <h4>{name}</h4>}
                {tokens.length > 0 ? <Chips tokens={tokens} /> : <p>{text}</p>}
              </div>
            ))}
          </article>
        ))}
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="preview-scroll preview-figures" aria-label={t.previewFigures} tabIndex={0}>
        <SplitCounts counts={counts} />
        <p>{t.vocabularyOf(f.whole(vocabulary))}</p>
        {tokenizer === 'sample' && <p className="preview-note">{t.tokenizerOfSample}</p>}
        {Object.entries(lengths).map(([column, found]) => (
          <LengthBars key={column} title={t.tokensIn(column)} lengths={found} />
        ))}
      </section>
    </div>
  )
}

function Chips({ tokens }: { readonly tokens: readonly PreviewToken[] }) {
  const { t } = useText()
  return (
    <ol className="token-chips">
      {tokens.map(({ id, text, from, to }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same token comes many times
        <li key={i} title={t.characters(from, to)}>
          <span>{visibleToken(text)}</span>
          <small>{id}</small>
        </li>
      ))}
    </ol>
  )
}
