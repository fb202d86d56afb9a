import { FileInput } from 'lucide-react'
import type { BlockInfo } from '../../core/block.ts'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { useCatalog } from '../app/catalog.ts'
import { patchbay } from '../app/connection.ts'
import { showDialog } from '../app/dialogs.ts'
import { change, useGraph } from '../app/editor.ts'
import { complain } from '../app/notices.ts'
import { titleOf } from '../canvas/flow.ts'
import { readAs, shapeOf } from '../templates/with-file.ts'
import { useText } from '../text/use-text.ts'
import { carriedOver, swapsFor } from './swaps.ts'

interface KindProps {
  readonly placed: PlacedBlock
  readonly info: BlockInfo
}

/** What a block is, and what could stand in its place; for a source of data, also a file. */
export function BlockKind({ placed, info }: KindProps) {
  const { t, say } = useText()
  const graph = useGraph()
  const infos = useCatalog(c => c.blocks)
  const title = titleOf(placed, info, say)
  const kinds = swapsFor(placed, graph, infos)
  const become = (type: string) => {
    const to = infos.get(type)
    if (to) change({ do: 'replace', blocks: { [placed.id]: { type, params: carriedOver(placed, info, to) } } })
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
      change({ do: 'replace', blocks: { [placed.id]: readAs(file, shapeOf(placed, examples), blocks) } })
    }, complain)
  showDialog({ kind: 'file', mode: 'pick', done: path => void use(path) })
}
