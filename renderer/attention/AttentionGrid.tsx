import { type MouseEvent, useId, useState } from 'react'
import type { AttentionGroup, TextPosition, VisibleRuns } from '../../core/preview/attention-mask.ts'
import { visibleToken } from '../text/format.ts'
import { useText } from '../text/use-text.ts'

interface AttentionGridProps {
  readonly attention: AttentionGroup
  /** The queries, and the keys that they attend to. */
  readonly rows: readonly TextPosition[]
  readonly columns: readonly TextPosition[]
}

/** Tokens that are listed beside a grid: the rest of a longer text is in the grid only. */
const maxListedTokens = 160

/** A row for each query position, a column for each key position. The pointer or the slider chooses a row. */
export function AttentionGrid({ attention, rows, columns }: AttentionGridProps) {
  const { t, f } = useText()
  const id = useId()
  const [chosen, choose] = useState(Math.min(4, rows.length - 1))
  const row = Math.min(chosen, rows.length - 1)
  const { part, layers, shape, window = 0, padded, sees } = attention
  const words = t.sightShapes[shape]
  const meaning = typeof words === 'function' ? words(f.whole(shape === 'banded' ? window - 1 : window)) : words
  const token = visibleToken(rows[row]?.token ?? '')
  const runs = sees[row] ?? []
  const listed = runs.map(([from, to]) => t.sightRun(f.whole(from + 1), f.whole(to + 1))).join(', ')
  const number = f.whole(row + 1)
  const named = layers.length === 1 ? t.sightLayer(String(layers[0])) : t.sightLayers(layers.join(', '))
  return (
    <figure className="sight-grid" data-part={part}>
      <figcaption>
        <strong>{t.sightParts[part]}</strong> <small>{named}</small>
        <span className="sight-meaning">
          {meaning} {padded && t.sightPadded}
        </span>
      </figcaption>
      <div className="sight-drawn">
        <Grid
          label={t.sightGridLabel(t.sightParts[part], meaning)}
          sees={sees}
          columns={columns}
          row={row}
          choose={choose}
        />
        <div className="sight-chosen">
          <label htmlFor={id}>{t.sightPlace}</label>
          <input
            id={id}
            type="range"
            min={1}
            max={rows.length}
            value={row + 1}
            aria-valuetext={t.sightToken(number, token)}
            onChange={e => choose(Number(e.target.value) - 1)}
          />
          <output htmlFor={id}>
            {runs.length > 0 ? t.sightSees(number, token, listed) : t.sightSeesNone(number, token)}
          </output>
          <TokenList tokens={columns} runs={runs} {...(columns === rows && { self: row })} />
        </div>
      </div>
    </figure>
  )
}

interface TokenListProps {
  readonly tokens: readonly TextPosition[]
  /** The positions that are attended to. */
  readonly runs: VisibleRuns
  /** The position that attends, where it is one of these. */
  readonly self?: number
}

function TokenList({ tokens, runs, self }: TokenListProps) {
  const seen = (position: number) => runs.some(([from, to]) => from <= position && position <= to)
  return (
    <p className="sight-tokens">
      {tokens.slice(0, maxListedTokens).map(({ token, padding }, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: positions have no other name
        <span key={position} data-seen={seen(position)} data-padding={padding} data-self={position === self}>
          {visibleToken(token)}
        </span>
      ))}
      {tokens.length > maxListedTokens && '…'}
    </p>
  )
}

interface GridProps {
  readonly label: string
  readonly sees: AttentionGroup['sees']
  readonly columns: readonly TextPosition[]
  readonly row: number
  readonly choose: (row: number) => void
}

function Grid({ label, sees, columns, row, choose }: GridProps) {
  const { t } = useText()
  const [width, height] = [columns.length, sees.length]
  const point = (event: MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const at = Math.floor(((event.clientY - box.top) / box.height) * height)
    choose(Math.max(0, Math.min(height - 1, at)))
  }
  return (
    <div className="sight-frame">
      <small>{t.sightColumns} →</small>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={label}
        onMouseMove={point}
        preserveAspectRatio="none"
        style={{ aspectRatio: `${width} / ${height}` }}
      >
        <path className="sight-run" d={sees.map(rowPath).join('')} />
        <path className="sight-row" d={rowPath(sees[row] ?? [], row)} />
        <rect className="sight-cursor" x={0} y={row} width={width} height={1} />
      </svg>
      <small>↓ {t.sightRows}</small>
    </div>
  )
}

/** The positions that a row attends to, as boxes one unit wide and high. */
const rowPath = (runs: VisibleRuns, y: number) =>
  runs.map(([from, to]) => `M${from} ${y}h${to - from + 1}v1h${from - to - 1}z`).join('')
