import { Compass, LayoutTemplate, Plus } from 'lucide-react'
import { useReady } from '../connection/client.ts'
import { useEditor } from '../document/editor.ts'
import { runCommand } from '../keys/run-command.ts'
import { TemplateCard } from '../templates/TemplateCard.tsx'
import { templateGroups, templates } from '../templates/templates.ts'
import { useText } from '../text/use-text.ts'
import { hasSeenTour, startTour } from './tour-steps.ts'

/** What an empty canvas says: how to begin, with the first template of each objective. */
export function GettingStarted() {
  const { t } = useText()
  const inside = useEditor(e => e.inside.length > 0)
  const { ready } = useReady()
  if (inside || !ready) return null
  const first = templateGroups.flatMap(group => templates.find(template => template.group === group) ?? [])
  return (
    <div className="canvas-empty">
      <h2>{t.emptyTitle}</h2>
      <p>{t.emptyText}</p>
      <ul className="gallery">
        {first.map(template => (
          <li key={template.id}>
            <TemplateCard template={template} />
          </li>
        ))}
      </ul>
      <div>
        <button
          type="button"
          className={hasSeenTour() ? 'button primary' : 'button'}
          onClick={() => runCommand('open-template')}
        >
          <LayoutTemplate size={15} aria-hidden /> {t.allTemplates}
        </button>
        <button type="button" className="button" onClick={() => runCommand('add-block')}>
          <Plus size={15} aria-hidden /> {t.addBlock}
        </button>
        <button type="button" className={hasSeenTour() ? 'button' : 'button primary'} onClick={startTour}>
          <Compass size={15} aria-hidden /> {t.takeTour}
        </button>
      </div>
    </div>
  )
}
