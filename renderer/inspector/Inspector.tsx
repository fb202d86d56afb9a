import { useEditor } from '../document/editor.ts'
import { useText } from '../text/use-text.ts'
import { BlockInspector } from './BlockInspector.tsx'
import { PipelineInspector } from './PipelineInspector.tsx'
import { SelectionTools } from './SelectionTools.tsx'

/** The panel on the right: the selected block, several of them, or the whole pipeline. */
export function Inspector() {
  const { t } = useText()
  const selected = useEditor(e => e.selected)
  const [id] = selected
  return (
    <aside className="inspector" aria-label={t.inspector}>
      {id === undefined && <PipelineInspector />}
      {id !== undefined && selected.length === 1 && <BlockInspector key={id} id={id} />}
      {selected.length > 1 && (
        <header>
          <h2>{t.severalSelected(selected.length)}</h2>
          <SelectionTools />
        </header>
      )}
    </aside>
  )
}
