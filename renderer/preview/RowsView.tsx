import type { RowsPreview } from '../../core/preview/preview.ts'
import { useText } from '../text/use-text.ts'
import { LengthBars, SplitCounts } from './PreviewFigures.tsx'

/** The first rows as a table, and figures about all of them. */
export function RowsView({ preview }: { readonly preview: RowsPreview }) {
  const { t } = useText()
  const { rows, columns, counts, lengths, labels, languages, encodings } = preview
  return (
    <div className="preview-split">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="preview-scroll" aria-label={t.previewFirstRows} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.part}</th>
              {columns.map(column => (
                <th scope="col" key={column}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ part, texts }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place
              <tr key={i}>
                <td>{t.parts[part as keyof typeof t.parts] ?? part}</td>
                {columns.map(column => (
                  <td key={column} className="preview-text">
                    {texts[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="preview-scroll preview-figures" aria-label={t.previewFigures} tabIndex={0}>
        <SplitCounts counts={counts} />
        {encodings.length > 0 && <Encodings encodings={encodings} />}
        {Object.entries(lengths).map(([column, found]) => (
          <LengthBars key={column} title={t.lettersIn(column)} lengths={found} />
        ))}
        {labels.length > 0 && <Balance title={t.labelBalance} labels={labels} />}
        {languages.length > 0 && <Languages languages={languages} />}
      </section>
    </div>
  )
}

/** What the files are written in. */
function Encodings({ encodings }: Pick<RowsPreview, 'encodings'>) {
  const { t, f } = useText()
  const named = encodings.map(({ label, count }) => (count === 1 ? label : t.encodedFiles(label, f.whole(count))))
  return (
    <p>
      {t.encodedIn}: {named.join(' · ')}
    </p>
  )
}

/** Languages by their names in the reader's own. */
function Languages({ languages }: Pick<RowsPreview, 'languages'>) {
  const { t, language } = useText()
  const names = new Intl.DisplayNames(language === 'zh' ? 'zh-CN' : 'en', { type: 'language' })
  const named = languages.map(({ label, count }) => ({
    label: label ? (names.of(label) ?? label) : t.noLanguage,
    count,
  }))
  return <Balance title={t.languages} labels={named} />
}

function Balance({ title, labels }: Pick<RowsPreview, 'labels'> & { readonly title: string }) {
  const { f } = useText()
  const all = labels.reduce((sum, { count }) => sum + count, 0)
  return (
    <table className="bars">
      <caption>{title}</caption>
      <tbody>
        {labels.map(({ label, count }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className="number">{f.whole(count)}</td>
            <td>
              <progress value={count} max={all} aria-label={`${label}: ${f.percent(count / all)}`} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
