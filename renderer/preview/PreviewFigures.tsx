import type { LengthHistogram, PreviewBase } from '../../core/preview/preview.ts'
import { useText } from '../text/use-text.ts'

interface LengthBarsProps {
  readonly title: string
  readonly lengths: LengthHistogram
}

/** A histogram of lengths as a table: what is read out is what is drawn. */
export function LengthBars({ title, lengths }: LengthBarsProps) {
  const { t, f } = useText()
  const { width, bars, shortest, median, longest } = lengths
  const highest = Math.max(1, ...bars)
  const span = (i: number) => (width === 1 ? f.whole(i) : `${f.whole(i * width)}–${f.whole((i + 1) * width - 1)}`)
  return (
    <table className="bars">
      <caption>
        {title}: {t.lengthFigures(f.whole(shortest), f.whole(median), f.whole(longest))}
      </caption>
      <tbody>
        {bars.map((count, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bars are known by their place
          <tr key={i}>
            <th scope="row">{span(i)}</th>
            <td className="number">{f.whole(count)}</td>
            <td>
              <progress value={count} max={highest} aria-label={`${span(i)}: ${f.whole(count)}`} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** How many rows each part has. */
export function SplitCounts({ counts }: Pick<PreviewBase, 'counts'>) {
  const { t, f } = useText()
  const parts = Object.entries(counts).filter(([, count]) => count > 0)
  return (
    <p>{parts.map(([part, n]) => `${t.parts[part as keyof typeof t.parts] ?? part}: ${f.whole(n)}`).join(' · ')}</p>
  )
}
