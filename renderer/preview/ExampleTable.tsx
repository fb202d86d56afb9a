import type { InspectedPosition } from '../../core/preview/preview.ts'
import { visibleToken } from '../text/format.ts'
import { useText } from '../text/use-text.ts'

interface ExampleTableProps {
  readonly title: string
  readonly places: readonly InspectedPosition[]
}

/** Each place of an example: what stands there, what is asked for, and whether the answer counts. */
export function ExampleTable({ title, places }: ExampleTableProps) {
  const { t, f } = useText()
  const asks = places.some(({ asked }) => asked !== undefined)
  const changes = places.some(({ change }) => change !== undefined)
  return (
    <table className="xray">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col" className="number">
            {t.place}
          </th>
          <th scope="col" className="number">
            {t.inputId}
          </th>
          <th scope="col">{t.token}</th>
          {asks && (
            <>
              <th scope="col">{t.askedFor}</th>
              <th scope="col" className="number">
                {t.label}
              </th>
              <th scope="col">{t.inLoss}</th>
            </>
          )}
          {changes && <th scope="col">{t.change}</th>}
        </tr>
      </thead>
      <tbody>
        {places.map((place, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: places have no other name
          <tr key={i} data-padding={place.padding} data-change={place.change}>
            <th scope="row" className="number">
              {f.whole(i + 1)}
            </th>
            <td className="number">{place.id}</td>
            <td>
              <span className="token-mark">{visibleToken(place.token)}</span>
            </td>
            {asks && <TargetCells place={place} last={i === places.length - 1} />}
            {changes && <td>{place.change && t.changes[place.change]}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function TargetCells({
  place: { asked, shifted },
  last,
}: {
  readonly place: InspectedPosition
  readonly last: boolean
}) {
  const { t } = useText()
  if (!asked) return <td colSpan={3} />
  return (
    <>
      <td className="xray-asked" data-loss={asked.weight > 0}>
        {shifted && !last && <ShiftArrow />}
        {visibleToken(asked.token)}
      </td>
      <td className="number">{asked.label}</td>
      <td>{asked.weight > 0 ? t.yes : t.no}</td>
    </>
  )
}

/** From an answer to the next place, where it is read: the shift. */
const ShiftArrow = () => (
  <svg className="shift-arrow" viewBox="0 0 24 24" aria-hidden>
    <path d="M22 2 L4 20 M4 20 L4 13 M4 20 L11 20" />
  </svg>
)
