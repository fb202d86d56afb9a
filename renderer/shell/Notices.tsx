import { CircleCheck, CircleX, TriangleAlert, X } from 'lucide-react'
import type { Notice } from '../state/notices.ts'
import { dismiss, useAnnouncement, useNotices } from '../state/notices.ts'
import { useText } from '../text/use-text.ts'

const icons = { info: CircleCheck, refused: TriangleAlert, problem: CircleX }

/** Short messages in a corner, read aloud as they come: a log, of which only the new line is read. */
export function Notices() {
  const { t } = useText()
  const { notices } = useNotices()
  return (
    <div className="notices" role="log" aria-label={t.notices}>
      {notices.map(notice => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

function NoticeCard({ notice: { id, kind, message, fix } }: { readonly notice: Notice }) {
  const { say, t } = useText()
  const Icon = icons[kind]
  return (
    <div className="notice" data-kind={kind}>
      <Icon size={16} aria-hidden />
      <div>
        <p>{say(message)}</p>
        {fix && <p className="help">{say(fix)}</p>}
      </div>
      <button type="button" className="icon-button tiny" aria-label={t.dismiss} onClick={() => dismiss(id)}>
        <X size={13} aria-hidden />
      </button>
    </div>
  )
}

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
