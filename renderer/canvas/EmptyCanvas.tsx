import { Compass, LayoutTemplate, Plus } from 'lucide-react'
import { useBegun } from '../app/begun.ts'
import { runCommand } from '../app/commands.ts'
import { useEditor } from '../app/editor.ts'
import { TemplateCard } from '../templates/TemplateCard.tsx'
import { groups, templates } from '../templates/templates.ts'
import { useText } from '../text/use-text.ts'
import { startTour, toured } from '../tour/start-tour.ts'

/** What an empty canvas says: how to begin, with the first template of each objective. */
export function EmptyCanvas() {
  const { t } = useText()
  const inside = useEditor(e => e.inside.length > 0)
  const { begun } = useBegun()
  if (inside || !begun) return null
  const first = groups.flatMap(group => templates.find(template => template.group === group) ?? [])
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
          className={toured() ? 'button primary' : 'button'}
          onClick={() => runCommand('open-template')}
        >
          <LayoutTemplate size={15} aria-hidden /> {t.allTemplates}
        </button>
        <button type="button" className="button" onClick={() => runCommand('add-block')}>
          <Plus size={15} aria-hidden /> {t.addBlock}
        </button>
        <button type="button" className={toured() ? 'button' : 'button primary'} onClick={startTour}>
          <Compass size={15} aria-hidden /> {t.takeTour}
        </button>
      </div>
    </div>
  )
}
