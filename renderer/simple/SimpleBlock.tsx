import { Trash2 } from 'lucide-react'
import { useShallow } from 'zustand/react/shallow'
import type { BlockInfo } from '../../core/block/block-info.ts'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { titleOf, useBlockInfo } from '../blocks/block-info.ts'
import { paramFields } from '../blocks/param-fields.ts'
import { ProblemList } from '../checks/ProblemList.tsx'
import { IconButton } from '../controls/IconButton.tsx'
import { problemsOf, useChecking } from '../document/checking.ts'
import { select, useEditor, usePlaced } from '../document/editor.ts'
import { SubGraphBody } from '../groups/SubGraphNavigation.tsx'
import { ExposedParams } from '../inspector/ExposedParams.tsx'
import { ParamRow } from '../inspector/ParamRow.tsx'
import { SizeSlider } from '../inspector/SizeSlider.tsx'
import { TokenizerInspector } from '../inspector/TokenizerInspector.tsx'
import { useTableColumns } from '../inspector/table-columns.ts'
import { runCommand } from '../keys/run-command.ts'
import { PreviewButton } from '../preview/PreviewButton.tsx'
import { useText } from '../text/use-text.ts'
import { BlockTypePicker } from './BlockTypePicker.tsx'

/** So many settings are shown at once; the others wait under “More”. */
const maxShownSettings = 3

/** One block as a part of the form. Whoever works in it has selected the block, as on the canvas. */
export function SimpleBlock({ id }: { readonly id: string }) {
  const { t, say } = useText()
  const placed = usePlaced(id)
  const info = useBlockInfo(placed)
  const selected = useEditor(e => e.selected.includes(id))
  const problems = useChecking(useShallow(c => problemsOf(c.problems, id)))
  if (!placed) return null
  const title = titleOf(placed, info, say)
  const own = problems.filter(p => !p.param || !Object.hasOwn(placed.params, p.param))
  return (
    <article
      className="simple-block"
      data-card={id}
      data-selected={selected}
      tabIndex={-1}
      aria-label={title}
      onFocus={() => selected || select([id])}
    >
      <header>
        <div>
          {info ? <BlockTypePicker placed={placed} info={info} /> : <h3>{title}</h3>}
          {info && <p className="help">{say(info.help)}</p>}
        </div>
        <IconButton label={`${t.deleteBlock}: ${title}`} icon={Trash2} onClick={() => remove(id)} />
      </header>
      {own.length > 0 && <ProblemList problems={own} />}
      {placed.graph && <SubGraphBody placed={placed} />}
      {placed.graph && <ExposedParams placed={placed} />}
      {info ? <Settings info={info} placed={placed} /> : <p className="quiet">{t.unknownBlock}</p>}
      {info && <TokenizerInspector id={id} info={info} />}
      {info && <PreviewButton info={info} />}
    </article>
  )
}

function Settings({ info, placed }: { readonly info: BlockInfo; readonly placed: PlacedBlock }) {
  const { t } = useText()
  const fields = paramFields(info.params)
  const sized = Object.keys(info.presets).length > 0
  const columns = useTableColumns(
    placed,
    fields.some(f => f.kind === 'column'),
  )
  const wrong = useChecking(useShallow(c => problemsOf(c.problems, placed.id).map(p => p.param)))
  const plain = fields.filter(f => !f.advanced).slice(0, sized ? 0 : maxShownSettings)
  const shown = fields.filter(f => plain.includes(f) || wrong.includes(f.name))
  const more = fields.filter(f => !shown.includes(f))
  const row = (field: (typeof fields)[number]) => (
    <ParamRow key={field.name} field={field} placed={placed} columns={columns} />
  )
  return (
    <form className="params simple-params" onSubmit={e => e.preventDefault()}>
      {sized && <SizeSlider info={info} placed={placed} />}
      {shown.length > 0 && <div className="simple-rows">{shown.map(row)}</div>}
      {more.length > 0 && (
        <details>
          <summary>{t.moreSettings(more.length)}</summary>
          <div className="simple-rows">{more.map(row)}</div>
        </details>
      )}
    </form>
  )
}

function remove(id: string) {
  select([id])
  runCommand('delete-selection')
}
