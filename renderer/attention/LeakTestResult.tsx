import type { LeakTest } from '../../core/preview/attention-mask.ts'
import { visibleToken } from '../text/format.ts'
import { useText } from '../text/use-text.ts'

/** What the proof came to: a sentence, and the difference at each place. */
export function LeakTestResult({ proof }: { readonly proof: LeakTest }) {
  const { t, f } = useText()
  const { places, place, lane, predicts, earlier, later } = proof
  const most = Math.max(earlier, later)
  const verdict =
    lane !== predicts
      ? t.provedSource(threeDigits(later))
      : earlier === 0
        ? t.provedCausal(f.whole(place))
        : t.provedAhead(f.whole(place), threeDigits(earlier))
  return (
    <>
      <p className="proof-verdict" data-moved={earlier > 0} role="status">
        {verdict} {lane === predicts && t.proofLater(threeDigits(later))}
      </p>
      <table className="proof-places">
        <caption>{t.proofTable}</caption>
        <thead>
          <tr>
            <th scope="col" className="number">
              {t.place}
            </th>
            <th scope="col">{t.token}</th>
            <th scope="col">{t.proofDifference}</th>
            <th scope="col">{t.proofBefore}</th>
            <th scope="col">{t.proofAfter}</th>
          </tr>
        </thead>
        <tbody>
          {places.map(({ token, changed, difference, before, after, padding }, i) =>
            padding ? null : (
              // biome-ignore lint/suspicious/noArrayIndexKey: places have no other name
              <tr key={i} data-changed={changed !== undefined}>
                <th scope="row" className="number">
                  {f.whole(i + 1)}
                </th>
                <td>
                  <span className="token-mark">{visibleToken(token)}</span>
                  {changed !== undefined && (
                    <>
                      {' → '}
                      <span className="token-mark">{visibleToken(changed)}</span>
                    </>
                  )}
                </td>
                <td className="proof-difference">
                  <progress value={difference} max={most || 1} aria-label={threeDigits(difference)} />{' '}
                  {threeDigits(difference)}
                </td>
                <td>{visibleToken(before)}</td>
                <td data-same={before === after}>{visibleToken(after)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </>
  )
}

/** Three digits; 0 only when it is exactly 0. */
const threeDigits = (x: number): string => (x === 0 ? '0' : String(Number(x.toPrecision(3))))
