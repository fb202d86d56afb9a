import { RotateCw, Square } from 'lucide-react'
import { useEffect, useState } from 'react'
import { previewPhaseTexts } from '../../core/preview/preview.ts'
import { useText } from '../text/use-text.ts'
import { retryPreview, usePreview } from './preview-store.ts'

/** Milliseconds that nobody needs a sign for. */
const statusDelayMs = 500

/** How far the preview has come, with a way to stop it, once it takes long enough to be noticed; and a way to go on after that. */
export function PreviewStatus({ nothingYet }: { readonly nothingYet: boolean }) {
  const { t, say } = useText()
  const { stop, stoppedQuestion: stopped, progress } = usePreview()
  const late = useLate(stop)
  if (stopped)
    return (
      <p className="preview-work" role="status">
        <span>{t.previewStopped}</span>
        <button type="button" className="button small" onClick={retryPreview}>
          <RotateCw size={14} aria-hidden /> {t.previewAgain}
        </button>
      </p>
    )
  if (!stop || !late) return nothingYet ? <p className="quiet">{t.previewing}</p> : null
  const { part = 'read', done = 0, total = 0 } = progress ?? {}
  return (
    <p className="preview-work">
      <span role="status">{say(previewPhaseTexts[part])}</span>
      <progress aria-label={say(previewPhaseTexts[part])} {...(total > 0 ? { value: done, max: total } : {})} />
      <button type="button" className="button small" onClick={stop}>
        <Square size={14} aria-hidden /> {t.stopPreview}
      </button>
    </p>
  )
}

/** Whether something has been going on for a while. */
function useLate(work: unknown): boolean {
  const [late, setLate] = useState<unknown>()
  useEffect(() => {
    if (!work) return
    const timer = setTimeout(() => setLate(() => work), statusDelayMs)
    return () => clearTimeout(timer)
  }, [work])
  return work !== undefined && late === work
}
