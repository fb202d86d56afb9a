import { Search } from 'lucide-react'
import type { DragEvent } from 'react'
import { useState } from 'react'
import type { BlockInfo } from '../../core/block/block-info.ts'
import { categories, searchBlocks } from '../blocks/block-search.ts'
import { CategoryIcon } from '../blocks/CategoryIcon.tsx'
import { useCatalog } from '../blocks/catalog.ts'
import { addBlock, graphNow } from '../document/editor.ts'
import { freePositionInView } from '../react-flow/free-position.ts'
import { useText } from '../text/use-text.ts'
import { setDraggedBlock, setDropTarget } from '../wires/drop-target.ts'

/** Every block by category, to add by click, Enter or drag. */
export function BlockList() {
  const { t } = useText()
  const blocks = useCatalog(c => c.blocks)
  const [query, setQuery] = useState('')
  const found = searchBlocks(blocks.values(), query)

  return (
    <nav className="block-list" aria-label={t.blocks}>
      <label className="search">
        <Search size={14} aria-hidden />
        <input
          type="search"
          value={query}
          placeholder={t.searchBlocks}
          aria-label={t.searchBlocks}
          onChange={e => setQuery(e.target.value)}
        />
      </label>
      <div className="block-list-scroll">
        {categories.map(category => (
          <Section key={category} title={t.categories[category]} blocks={found.filter(b => b.category === category)} />
        ))}
        {found.length === 0 && blocks.size > 0 && <p className="quiet">{t.noBlocks}</p>}
      </div>
      <p className="block-list-hint">{t.addHint}</p>
    </nav>
  )
}

function Section({ title, blocks }: { readonly title: string; readonly blocks: readonly BlockInfo[] }) {
  const { say } = useText()
  if (blocks.length === 0) return null
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {blocks.map(block => (
          <li key={block.id}>
            <button
              type="button"
              draggable
              title={say(block.help)}
              onDragStart={e => onDragStart(e, block)}
              onDragEnd={onDragEnd}
              onClick={() => addInView(block)}
            >
              <CategoryIcon category={block.category} />
              {say(block.title)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function onDragStart(event: DragEvent, block: BlockInfo) {
  event.dataTransfer.setData('application/patchbay-block', block.id)
  setDraggedBlock(block)
}

function onDragEnd() {
  setDraggedBlock(undefined)
  setDropTarget(undefined)
}

const addInView = (block: BlockInfo) => addBlock(block.id, freePositionInView(graphNow().blocks.map(b => b.at)))
