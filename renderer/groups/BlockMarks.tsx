import { CircleOff, Pin, SkipForward } from 'lucide-react'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { useText } from '../text/use-text.ts'

/** Whether a block is left out or held in its place, as a picture and in words. */
export function BlockMarks({ placed: { off, pinned } }: { readonly placed: PlacedBlock }) {
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
