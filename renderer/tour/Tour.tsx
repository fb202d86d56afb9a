import { Dialog } from '@base-ui/react/dialog'
import { ArrowLeft, ArrowRight, Check } from 'lucide-react'
import type { CSSProperties } from 'react'
import { useEffect, useRef } from 'react'
import { closeDialog, showDialog } from '../state/dialogs.ts'
import { useText } from '../text/use-text.ts'
import type { TourStep } from './tour-steps.ts'
import { markTourSeen, tourSteps } from './tour-steps.ts'
import { useTargetBox } from './use-target-box.ts'

/** Shows one part of the window after another, with a few words on each. Escape and “Skip” end it. */
export function Tour({ step }: { readonly step: number }) {
  const { t, say } = useText()
  const shown = tourSteps[Math.min(step, tourSteps.length - 1)] as TourStep
  const box = useTargetBox(shown)
  const next = useRef<HTMLButtonElement>(null)
  const last = step >= tourSteps.length - 1
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each step the keyboard goes on from the same button
  useEffect(() => next.current?.focus(), [step])
  const go = (to: number) => showDialog({ kind: 'tour', step: to })
  const end = () => {
    markTourSeen()
    closeDialog()
  }
  return (
    <Dialog.Root open onOpenChange={open => open || end()} disablePointerDismissal>
      <Dialog.Portal>
        <div className="spotlight" style={around(box)} aria-hidden />
        <Dialog.Popup className="tour" style={beside(box)} initialFocus={next}>
          <small>{t.tourStep(step + 1, tourSteps.length)}</small>
          <div aria-live="polite">
            <Dialog.Title>{say(shown.title)}</Dialog.Title>
            <Dialog.Description>{say(shown.words)}</Dialog.Description>
          </div>
          <footer>
            <button type="button" className="button ghost" onClick={end}>
              {t.tourSkip}
            </button>
            {step > 0 && (
              <button type="button" className="button" onClick={() => go(step - 1)}>
                <ArrowLeft size={14} aria-hidden /> {t.tourBack}
              </button>
            )}
            <button ref={next} type="button" className="button primary" onClick={() => (last ? end() : go(step + 1))}>
              {last ? t.tourDone : t.tourNext}
              {last ? <Check size={14} aria-hidden /> : <ArrowRight size={14} aria-hidden />}
            </button>
          </footer>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const [width, height, gap] = [340, 230, 16]

function around(box: DOMRect | undefined): CSSProperties {
  if (!box) return { left: innerWidth / 2, top: innerHeight / 2, width: 0, height: 0 }
  return { left: box.x - 6, top: box.y - 6, width: box.width + 12, height: box.height + 12 }
}

/** Right of what is shown, or left of it, or below, or above: where there is room. */
function beside(box: DOMRect | undefined): CSSProperties {
  if (!box) return { left: (innerWidth - width) / 2, top: (innerHeight - height) / 2 }
  const middle = (at: number, length: number, most: number) => Math.max(gap, Math.min(at, most - length - gap))
  const top = middle(box.y, height, innerHeight)
  if (box.right + gap + width < innerWidth) return { left: box.right + gap, top }
  if (box.x - gap - width > 0) return { left: box.x - gap - width, top }
  const left = middle(box.x + box.width / 2 - width / 2, width, innerWidth)
  if (box.bottom + gap + height < innerHeight) return { left, top: box.bottom + gap }
  return { left, bottom: Math.max(gap, innerHeight - box.y + gap) }
}
