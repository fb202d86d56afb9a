import { Search } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Modal } from '../controls/Modal.tsx'
import { closeDialog } from '../state/dialogs.ts'
import { useText } from '../text/use-text.ts'
import { moveBetweenCards } from './card-navigation.ts'
import { Drafts } from './Drafts.tsx'
import { FileStep } from './FileStep.tsx'
import { openTemplate } from './open-template.ts'
import { TemplateCard } from './TemplateCard.tsx'
import { type ObjectiveGroup, type Template, templateGroups, templates } from './templates.ts'

/** Pipelines to start from, by objective; what was worked on before; and the user's own file in place of sample data. */
export function TemplatesDialog() {
  const { t } = useText()
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<Template>()
  const found = templates.filter(template => matchesQuery(template, query))
  if (chosen) return <FileStep template={chosen} back={() => setChosen(undefined)} />

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const [first] = found
    if (event.key === 'Enter' && first && query !== '') openTemplate(first)
  }
  return (
    <Modal title={t.templates} className="templates-dialog" onClose={closeDialog}>
      <div className="search">
        <Search size={15} aria-hidden />
        <input
          type="search"
          aria-label={t.searchTemplates}
          placeholder={t.searchTemplates}
          value={query}
          // biome-ignore lint/a11y/noAutofocus: a search the user just asked for
          autoFocus
          onChange={event => setQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the cards in it are buttons; arrows only move between them */}
      <div className="templates-body" onKeyDown={moveBetweenCards}>
        {templateGroups.map(group => (
          <TemplateGroup
            key={group}
            group={group}
            members={found.filter(template => template.group === group)}
            takeFile={setChosen}
          />
        ))}
        {found.length === 0 && <p className="quiet">{t.noTemplates}</p>}
        {query === '' && <Drafts />}
      </div>
    </Modal>
  )
}

interface GroupProps {
  readonly group: ObjectiveGroup
  readonly members: readonly Template[]
  readonly takeFile: (template: Template) => void
}

function TemplateGroup({ group, members, takeFile }: GroupProps) {
  const { t } = useText()
  const { title, about } = t.templateGroups[group]
  if (members.length === 0) return null
  return (
    <section aria-label={title}>
      <header>
        <h3>{title}</h3>
        <p>{about}</p>
      </header>
      <ul className="gallery">
        {members.map(template => (
          <li key={template.id}>
            <TemplateCard template={template} takeFile={() => takeFile(template)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Whether a template is meant by what was typed, in either language. */
function matchesQuery({ id, group, title, purpose, keywords }: Template, query: string): boolean {
  const all = [id, group, title.en, title.zh, purpose.en, purpose.zh, ...keywords].join(' ').toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every(word => all.includes(word))
}
