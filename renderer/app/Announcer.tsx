import { useText } from '../text/use-text.ts'
import { useAnnouncement } from './announce.ts'

/** Read aloud, not seen. */
export function Announcer() {
  const { say } = useText()
  const { text, count } = useAnnouncement()
  return (
    <div className="unseen" role="status" aria-live="polite">
      {text && <p key={count}>{say(text)}</p>}
    </div>
  )
}
