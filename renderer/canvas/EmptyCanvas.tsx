import { LayoutTemplate, Plus } from 'lucide-react'
import { runCommand } from '../app/commands.ts'
import { useText } from '../text/use-text.ts'

/** What an empty canvas says: how to begin. */
export function EmptyCanvas() {
  const { t } = useText()
  return (
    <div className="canvas-empty">
      <h2>{t.emptyTitle}</h2>
      <p>{t.emptyText}</p>
      <div>
        <button type="button" className="button primary" onClick={() => runCommand('open-example')}>
          <LayoutTemplate size={15} aria-hidden /> {t.openExample}
        </button>
        <button type="button" className="button" onClick={() => runCommand('add-block')}>
          <Plus size={15} aria-hidden /> {t.addBlock}
        </button>
      </div>
    </div>
  )
}
