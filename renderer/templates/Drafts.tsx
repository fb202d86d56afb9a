import { useEffect, useState } from 'react'
import type { CallOutput } from '../../core/rpc/contract.ts'
import { patchbay } from '../connection/client.ts'
import { openDraft } from '../document/draft.ts'
import { closeDialog } from '../state/dialogs.ts'
import { notifyError } from '../state/notices.ts'
import { useText } from '../text/use-text.ts'

/** What was worked on in earlier days. */
export function Drafts() {
  const { t, f } = useText()
  const [drafts, setDrafts] = useState<CallOutput<'pipeline.list'>>([])
  useEffect(() => void patchbay.call('pipeline.list', {}).then(setDrafts, notifyError), [])
  if (drafts.length === 0) return null
  return (
    <section aria-label={t.drafts}>
      <header>
        <h3>{t.drafts}</h3>
      </header>
      <ul className="drafts">
        {drafts.slice(0, 12).map(draft => (
          <li key={draft.id}>
            <button type="button" className="button ghost" onClick={() => void openDraft(draft.id).then(closeDialog)}>
              {draft.name || t.untitled}
              <small>{f.moment(draft.saved)}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
