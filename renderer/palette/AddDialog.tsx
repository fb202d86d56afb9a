import { type KeyboardEvent, useId, useState } from 'react'
import type { BlockInfo } from '../../core/block.ts'
import type { Wire } from '../../core/graph/graph.ts'
import { useCatalog } from '../app/catalog.ts'
import { closeDialog, type DialogState, type Loose } from '../app/dialogs.ts'
import { addBlock, graphNow } from '../app/editor.ts'
import { Modal } from '../app/Modal.tsx'
import { focusBlock, freePlace } from '../canvas/view.ts'
import { useText } from '../text/use-text.ts'
import { CategoryIcon } from './CategoryIcon.tsx'
import { match } from './match.ts'

type Adding = DialogState & { readonly kind: 'add' }

/** Adds a block by name; when a wire was dropped on empty canvas, only blocks it fits, and the wire is drawn. */
export function AddDialog({ adding }: { readonly adding: Adding }) {
  const { t, say } = useText()
  const list = useId()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const blocks = useCatalog(c => c.blocks)
  const port = adding.loose && looseType(adding.loose)
  const found = match(blocks.values(), query).filter(b => !adding.loose || fitting(b, adding.loose, port?.type))
  const chosen = found[Math.min(at, found.length - 1)]

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setAt((at + step + found.length) % Math.max(1, found.length))
    else if (event.key === 'Enter' && chosen) place(chosen, adding, port?.type)
    else return
    event.preventDefault()
  }

  return (
    <Modal title={port ? t.addFitting(say(port.label)) : t.addBlock} className="add-dialog" onClose={closeDialog}>
      <input
        type="text"
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={chosen && `${list}-${chosen.id}`}
        aria-label={t.searchBlocks}
        placeholder={t.searchBlocks}
        value={query}
        // biome-ignore lint/a11y/noAutofocus: a search the user just asked for
        autoFocus
        onChange={e => {
          setQuery(e.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={list} aria-label={t.blocks}>
        {found.map(block => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the focus stays in the search, whose keys choose
          <div
            key={block.id}
            id={`${list}-${block.id}`}
            role="option"
            aria-selected={block === chosen}
            onClick={() => place(block, adding, port?.type)}
          >
            <CategoryIcon category={block.category} />
            <span>
              <strong>{say(block.title)}</strong>
              <small>{say(block.help)}</small>
            </span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="quiet">{t.noBlocks}</p>}
    </Modal>
  )
}

function looseType({ block, port, side }: Loose) {
  const type = graphNow().blocks.find(b => b.id === block)?.type ?? ''
  return useCatalog.getState().blocks.get(type)?.[side === 'output' ? 'outputs' : 'inputs'][port]
}

const other = (block: BlockInfo, { side }: Loose) => Object.entries(side === 'output' ? block.inputs : block.outputs)
const fitting = (block: BlockInfo, loose: Loose, type: string | undefined) =>
  other(block, loose).some(([, p]) => p.type === type)

function place(block: BlockInfo, { at, loose }: Adding, type: string | undefined) {
  const wires = (id: string): Wire[] => {
    const port = loose && other(block, loose).find(([, p]) => p.type === type)?.[0]
    if (!loose || port === undefined) return []
    const [here, there]: [[string, string], [string, string]] = [
      [id, port],
      [loose.block, loose.port],
    ]
    return [loose.side === 'output' ? [there, here] : [here, there]]
  }
  addBlock(block.id, at ?? freePlace(graphNow().blocks.map(b => b.at)), { wires })
  closeDialog()
  const id = graphNow().blocks.at(-1)?.id
  if (id) setTimeout(() => focusBlock(id), 50)
}
