import type { InspectedPosition } from '../../core/preview/preview.ts'
import { visibleToken } from '../text/format.ts'
import { useText } from '../text/use-text.ts'

interface ExampleStripProps {
  readonly title: string
  readonly places: readonly InspectedPosition[]
  /** Where a right answer is from: the next token that is read, or it becomes the next one that is read. */
  readonly shift: 'taken' | 'given' | undefined
}

/** A lane of an example as text runs: what is read on top, what is asked for below, and arrows where the one is the other moved by a place. */
export function ExampleStrip({ title, places, shift }: ExampleStripProps) {
  const { t, f } = useText()
  const asks = places.some(({ asked }) => asked !== undefined)
  return (
    <figure className="strip">
      <figcaption>{asks ? t.stripTitle(title) : title}</figcaption>
      <ol>
        {places.map((place, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: places have no other name
          <li key={i} data-padding={place.padding} data-change={place.change} data-asks={asks}>
            <small className="strip-place">{f.whole(i + 1)}</small>
            <span className="token-mark">
              {place.change && <span className="strip-sign">{t.signs[place.change]}</span>}
              {visibleToken(place.token)}
            </span>
            {asks && <TargetToken place={place} shift={i < places.length - 1 ? shift : undefined} />}
          </li>
        ))}
      </ol>
    </figure>
  )
}

function TargetToken({
  place: { asked, shifted },
  shift,
}: { readonly place: InspectedPosition } & Pick<ExampleStripProps, 'shift'>) {
  const { t } = useText()
  if (!asked) return <span className="strip-asked" />
  const counts = asked.weight > 0
  return (
    <>
      {shifted && shift && <Arrow shift={shift} />}
      <span className="unseen">{t.askedFor}</span>
      <span className="strip-asked" data-loss={counts}>
        {visibleToken(asked.token)}
      </span>
      <span className="unseen">{counts ? t.inLoss : t.notInLoss}</span>
    </>
  )
}

/** Between a right answer and the token that is read at the next place. */
const Arrow = ({ shift }: { readonly shift: 'taken' | 'given' }) => (
  <svg className="strip-arrow" viewBox="0 0 24 14" preserveAspectRatio="none" aria-hidden>
    {shift === 'taken' ? (
      <path d="M24 0 L2 12 M2 12 L7 7 M2 12 L9 12" />
    ) : (
      <path d="M0 14 L22 2 M22 2 L15 2 M22 2 L17 7" />
    )}
  </svg>
)
