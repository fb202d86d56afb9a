import { CircleOff, Pin, SkipForward } from 'lucide-react'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import type { Messages } from '../text/en/messages.ts'
import { useText } from '../text/use-text.ts'

/** Whether a block is left out or held in its place, as a picture and in words. */
export function BlockBadges({ placed: { off, pinned } }: { readonly placed: PlacedBlock }) {
  const { t } = useText()
  return (
    <>
      {off === 'mute' && (
        <span className="block-mark">
          <CircleOff size={12} aria-hidden /> {t.muted}
        </span>
      )}
      {off === 'bypass' && (
        <span className="block-mark">
          <SkipForward size={12} aria-hidden /> {t.bypassed}
        </span>
      )}
      {pinned === true && <Pin size={12} role="img" aria-label={t.pinned} />}
    </>
  )
}

/** What is read aloud of a block besides its title: whether it is left out, held in place or drawn small. */
export const blockStateText = ({ off, pinned, collapsed }: PlacedBlock, t: Messages): string =>
  [off === 'mute' && t.muted, off === 'bypass' && t.bypassed, pinned && t.pinned, collapsed && t.collapsed]
    .filter(Boolean)
    .join(', ')
