import type { Proof } from '../../core/preview/sight.ts'
import { visible } from '../preview/visible.ts'
import { useText } from '../text/use-text.ts'

/** What the proof came to: a sentence, and the difference at each place. */
export function ProofResult({ proof }: { readonly proof: Proof }) {
  const { t, f } = useText()
  const { places, place, lane, predicts, earlier, later } = proof
  const most = Math.max(earlier, later)
  const verdict =
    lane !== predicts
      ? t.provedSource(inFigures(later))
      : earlier === 0
        ? t.provedCausal(f.whole(place))
        : t.provedAhead(f.whole(place), inFigures(earlier))
  return (
    <>
      <p className="proof-verdict" data-moved={earlier > 0} role="status">
        {verdict} {lane === predicts && t.proofLater(inFigures(later))}
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
                  <span className="token-mark">{visible(token)}</span>
                  {changed !== undefined && (
                    <>
                      {' → '}
                      <span className="token-mark">{visible(changed)}</span>
                    </>
                  )}
                </td>
                <td className="proof-difference">
                  <progress value={difference} max={most || 1} aria-label={inFigures(difference)} />{' '}
                  {inFigures(difference)}
                </td>
                <td>{visible(before)}</td>
                <td data-same={before === after}>{visible(after)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </>
  )
}

/** Three digits; 0 only when it is exactly 0. */
const inFigures = (x: number): string => (x === 0 ? '0' : String(Number(x.toPrecision(3))))
