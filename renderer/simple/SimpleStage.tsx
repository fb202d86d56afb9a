import { Menu } from '@base-ui/react/menu'
import { Plus } from 'lucide-react'
import type { BlockInfo } from '../../core/block/block-info.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { addBlock, graphNow } from '../document/editor.ts'
import { freePositionInView } from '../react-flow/free-position.ts'
import { toWire, wiresIntoPipeline } from '../rewiring/new-block-wires.ts'
import { useText } from '../text/use-text.ts'
import { SimpleBlock } from './SimpleBlock.tsx'
import type { Stage } from './stages.ts'

/** One stage: what it is for, its blocks, and a way to add one. */
export function SimpleStage({ stage, number }: { readonly stage: Stage; readonly number: number }) {
  const { t } = useText()
  const title = t.stageTitles[stage.category]
  return (
    <section className="simple-stage" data-stage={stage.category} data-category={stage.category} aria-label={title}>
      <header>
        <h2 tabIndex={-1}>
          <span aria-hidden>{number}</span> {title}
        </h2>
        <p>{t.aboutStage[stage.category]}</p>
        <AddToStage stage={stage} />
      </header>
      {stage.blocks.length === 0 && <p className="quiet simple-nothing">{t.emptyStage}</p>}
      {stage.blocks.map(({ id }) => (
        <SimpleBlock key={id} id={id} />
      ))}
    </section>
  )
}

function AddToStage({ stage: { category, blocks } }: { readonly stage: Stage }) {
  const { t, say } = useText()
  const infos = useCatalog(c => c.blocks)
  const offered = [...infos.values()].filter(info => info.category === category)
  return (
    <Menu.Root>
      <Menu.Trigger
        className={`button small ${blocks.length === 0 ? 'primary' : 'ghost'}`}
        aria-label={t.addToStage(t.stageTitles[category])}
      >
        <Plus size={13} aria-hidden /> {t.add}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end">
          <Menu.Popup className="menu">
            {offered.map(info => (
              <Menu.Item key={info.id} className="menu-item" onClick={() => add(info)}>
                {say(info.title)}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

/** Places a block and joins it to what is there. */
function add(info: BlockInfo) {
  const graph = graphNow()
  const infos = useCatalog.getState().blocks
  addBlock(info.id, freePositionInView(graph.blocks.map(b => b.at)), {
    wires: id => wiresIntoPipeline(graph, info, infos).map(wire => toWire(wire, id)),
  })
}
