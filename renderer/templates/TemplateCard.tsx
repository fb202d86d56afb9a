import { FileInput } from 'lucide-react'
import { useCatalog } from '../blocks/catalog.ts'
import { useText } from '../text/use-text.ts'
import { GraphThumbnail } from './GraphThumbnail.tsx'
import { openTemplate } from './open-template.ts'
import type { Template } from './templates.ts'

interface CardProps {
  readonly template: Template
  /** Leads to the choice of a file; without it the card offers sample data only. */
  readonly takeFile?: () => void
}

/** A starting point: its picture, its name, what its model can do in the end. */
export function TemplateCard({ template, takeFile }: CardProps) {
  const { t, say } = useText()
  const title = say(template.title)
  const graph = useCatalog(c => c.examples.find(({ id }) => id === template.id)?.graph)
  if (!graph) return null
  return (
    <article className="template">
      <button type="button" className="template-open" onClick={() => openTemplate(template)}>
        <GraphThumbnail graph={graph} />
        <strong>{title}</strong>
        <span>{say(template.purpose)}</span>
        <code>
          {template.asked} <b>→</b> {template.answers}
        </code>
        {template.before && <small>{say(template.before)}</small>}
      </button>
      {takeFile && (
        <button type="button" className="button small" aria-label={`${t.useMyFile} ${title}`} onClick={takeFile}>
          <FileInput size={13} aria-hidden /> {t.useMyFile}
        </button>
      )}
    </article>
  )
}
