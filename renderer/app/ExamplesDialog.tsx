import { useEffect, useState } from 'react'
import type { Output } from '../../core/contract.ts'
import { GraphPicture } from '../canvas/GraphPicture.tsx'
import { useText } from '../text/use-text.ts'
import { useCatalog } from './catalog.ts'
import { patchbay } from './connection.ts'
import { closeDialog } from './dialogs.ts'
import { openDraft } from './draft.ts'
import { openGraph } from './editor.ts'
import { Modal } from './Modal.tsx'
import { complain } from './notices.ts'

/** Pipelines to start from, and the drafts of earlier days. */
export function ExamplesDialog() {
  const { t } = useText()
  const examples = useCatalog(c => c.examples)
  return (
    <Modal title={t.examples} className="examples-dialog" onClose={closeDialog}>
      <p className="help">{t.galleryHelp}</p>
      <ul className="gallery">
        {examples.map(({ id, graph }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => {
                openGraph(graph)
                closeDialog()
              }}
            >
              <GraphPicture graph={graph} />
              <strong>{graph.name}</strong>
              <small>{t.exampleBlocks(graph.blocks.length)}</small>
            </button>
          </li>
        ))}
      </ul>
      <Drafts />
    </Modal>
  )
}

function Drafts() {
  const { t, f } = useText()
  const [drafts, setDrafts] = useState<Output<'pipeline.list'>>([])
  useEffect(() => void patchbay.call('pipeline.list', {}).then(setDrafts, complain), [])
  if (drafts.length === 0) return null
  return (
    <section aria-label={t.drafts}>
      <h3>{t.drafts}</h3>
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
