import { CircleCheck, CircleX, TriangleAlert, X } from 'lucide-react'
import { useText } from '../text/use-text.ts'
import { dismiss, type Notice, useNotices } from './notices.ts'

const icons = { info: CircleCheck, refused: TriangleAlert, problem: CircleX }

/** Short messages in a corner, read aloud as they come: a log, of which only the new line is read. */
export function Notices() {
  const { t } = useText()
  const { notices } = useNotices()
  return (
    <div className="notices" role="log" aria-label={t.notices}>
      {notices.map(notice => (
        <Shown key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

function Shown({ notice: { id, kind, message, fix } }: { readonly notice: Notice }) {
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
