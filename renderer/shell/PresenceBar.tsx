import { useEffect, useState } from 'react'
import { forkDraft, openDraft, useDraft } from '../document/draft.ts'
import { useEditor, useWholeGraph } from '../document/editor.ts'
import { acceptFileStamp, fileName, reloadFile } from '../document/files.ts'
import { usePresence } from '../document/presence.ts'
import { useText } from '../text/use-text.ts'

/** Tells that another window, or another program, has or changes what is open here, and offers the ways on. */
export function PresenceBar() {
  const { t } = useText()
  const news = usePresenceNews()
  const [hidden, setHidden] = useState('')
  const settled = useSettled(news?.key)
  if (!news || !settled || hidden === news.key) return null
  return (
    <div className="shared-bar" role="status">
      <p>{news.words}</p>
      {news.ways.map(({ label, go }) => (
        <button key={label} type="button" className="button small" onClick={go}>
          {label}
        </button>
      ))}
      <button type="button" className="button small ghost" onClick={() => setHidden(news.key)}>
        {t.dismiss}
      </button>
    </div>
  )
}

interface PresenceNews {
  readonly key: string
  readonly words: string
  readonly ways: readonly { readonly label: string; readonly go: () => void }[]
}

function usePresenceNews(): PresenceNews | undefined {
  const { t } = useText()
  const { name } = useWholeGraph()
  const path = useEditor(e => e.path)
  const { around } = usePresence()
  const { id, seen, forked: parted, kept, revision } = useDraft()
  const file = path === undefined ? '' : fileName(path)
  if (path !== undefined && around && seen !== undefined && around.seen !== null && around.seen !== seen)
    return {
      key: `changed ${path} ${around.seen}`,
      words: t.fileChanged(file),
      ways: [
        { label: t.reloadFile, go: () => void reloadFile() },
        { label: t.keepMine, go: () => acceptFileStamp(around.seen ?? undefined) },
      ],
    }
  if (around && id !== undefined && kept && revision !== undefined && around.revision > revision)
    return {
      key: `kept ${id} ${around.revision}`,
      words: t.draftChanged(name || t.untitled),
      ways: [
        { label: t.showTheirs, go: () => void openDraft(id) },
        { label: t.keepMine, go: forkDraft },
      ],
    }
  if (around && around.file > 0) return { key: `file ${path}`, words: t.fileElsewhere(file), ways: [] }
  if (around && around.draft > 0)
    return {
      key: `draft ${id}`,
      words: t.draftElsewhere(name || t.untitled),
      ways: [{ label: t.makeCopy, go: forkDraft }],
    }
  return parted ? { key: `parted ${id}`, words: t.parted(name || t.untitled), ways: [] } : undefined
}

/** Whether it has been so for a moment: while a window is reloaded, there are two of it. */
function useSettled(key: string | undefined): boolean {
  const [settled, setSettled] = useState(key)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(key), 1000)
    return () => clearTimeout(timer)
  }, [key])
  return settled === key
}
