import { FileInput } from 'lucide-react'
import type { BlockInfo } from '../../core/block/block-info.ts'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { titleOf } from '../blocks/block-info.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { patchbay } from '../connection/client.ts'
import { change, useGraph } from '../document/editor.ts'
import { carriedParams, replacementsFor } from '../rewiring/replacements.ts'
import { showDialog } from '../state/dialogs.ts'
import { notifyError } from '../state/notices.ts'
import { rowShapeOf, sourceBlockFor } from '../templates/user-file.ts'
import { useText } from '../text/use-text.ts'

interface BlockTypeProps {
  readonly placed: PlacedBlock
  readonly info: BlockInfo
}

/** What a block is, and what could stand in its place; for a source of data, also a file. */
export function BlockTypePicker({ placed, info }: BlockTypeProps) {
  const { t, say } = useText()
  const graph = useGraph()
  const infos = useCatalog(c => c.blocks)
  const title = titleOf(placed, info, say)
  const kinds = replacementsFor(placed, graph, infos)
  const become = (type: string) => {
    const to = infos.get(type)
    if (to) change({ do: 'replace', blocks: { [placed.id]: { type, params: carriedParams(placed, info, to) } } })
  }
  return (
    <div className="simple-kind">
      <h3 className={kinds.length > 1 && !placed.name ? 'unseen' : ''}>{title}</h3>
      {kinds.length > 1 && (
        <select aria-label={t.kindOf(title)} value={placed.type} onChange={event => become(event.target.value)}>
          {kinds.map(kind => (
            <option key={kind.id} value={kind.id}>
              {say(kind.title)}
            </option>
          ))}
        </select>
      )}
      {info.category === 'data' && Object.keys(info.inputs).length === 0 && (
        <button type="button" className="button small" onClick={() => askForFile(placed)}>
          <FileInput size={13} aria-hidden /> {t.useMyFile}
        </button>
      )}
    </div>
  )
}

/** Puts a block that reads a file as rows of the same kind in the place of a source. */
function askForFile(placed: PlacedBlock) {
  const use = (path: string) =>
    patchbay.call('file.block', { path }).then(file => {
      const { blocks, examples } = useCatalog.getState()
      change({ do: 'replace', blocks: { [placed.id]: sourceBlockFor(file, rowShapeOf(placed, examples), blocks) } })
    }, notifyError)
  showDialog({ kind: 'file', mode: 'pick', done: path => void use(path) })
}
