import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo } from 'react'
import { blockTypeOf } from '../../core/graph/block-types.ts'
import type { Wire } from '../../core/graph/graph.ts'
import { blockStateText } from '../blocks/BlockBadges.tsx'
import { infoOf, titleOf } from '../blocks/block-info.ts'
import { CategoryIcon } from '../blocks/CategoryIcon.tsx'
import { useCatalog } from '../blocks/catalog.ts'
import { ProblemCount } from '../checks/ProblemList.tsx'
import { useEditor, useGraph, wireKey } from '../document/editor.ts'
import { portInfo } from '../rewiring/wire-targets.ts'
import { useText } from '../text/use-text.ts'
import { GroupNoteLine } from './GroupNoteLine.tsx'
import { isFoldable, levelOf, type OutlineItem } from './outline-items.ts'
import { foldedLines, setFolded, useOutline } from './outline-store.ts'

interface LineProps {
  readonly item: OutlineItem
  readonly current: boolean
  readonly select: () => void
}

/** One line: what it is, its state, and whether there is more in it. */
export const OutlineLine = memo(function OutlineLine({ item, current, select }: LineProps) {
  const selected = useSelected(item)
  const foldable = isFoldable(item)
  const folded = useOutline(o => foldable && foldedLines(o, item.kind === 'block' ? [item.placed.id] : []).has(item.id))
  const Fold = folded ? ChevronRight : ChevronDown
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree's keys are handled by the tree
    <div
      role="treeitem"
      className={`outline-${item.kind}`}
      aria-level={levelOf(item)}
      aria-expanded={foldable ? !folded : undefined}
      aria-selected={selected}
      tabIndex={current ? 0 : -1}
      data-line={item.id}
      onFocus={select}
      onClick={select}
    >
      {foldable && (
        // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: left and right do the same
        <span className="fold" onClick={() => setFolded(item.id, !folded)}>
          <Fold size={13} aria-hidden />
        </span>
      )}
      <Content item={item} />
    </div>
  )
})

const useSelected = (item: OutlineItem) =>
  useEditor(e => {
    if (item.kind === 'block' || item.kind === 'member') return e.selected.includes(item.placed.id)
    if (item.kind === 'group') return item.group.blocks.every(id => e.selected.includes(id))
    if (item.kind === 'note') return e.selectedNotes.includes(item.note.id)
    return item.kind === 'port' && item.wire !== undefined && e.selectedWires.includes(wireKey(item.wire))
  })

function Content({ item }: { readonly item: OutlineItem }) {
  const { t, say, f } = useText()
  const infos = useCatalog(c => c.blocks)
  if (item.kind === 'stage')
    return (
      <span>
        {item.stage === 'other' ? t.otherBlocks : t.categories[item.stage]} <small>{f.whole(item.blocks)}</small>
        <ProblemCount problems={item.problems} />
      </span>
    )
  if (item.kind === 'problem')
    return (
      <span data-severity={item.problem.severity}>
        {say(item.problem.message)} <small>{say(item.problem.fix)}</small>
      </span>
    )
  if (item.kind === 'port') return <PortLine item={item} />
  if (item.kind === 'group' || item.kind === 'note') return <GroupNoteLine item={item} />
  const kind = blockTypeOf(item.placed, infos)
  return (
    <>
      <CategoryIcon category={infoOf(item.placed, infos)?.category} />
      <span>
        {titleOf(item.placed, infoOf(item.placed, infos), say)}
        <ProblemCount problems={item.problems} />
        {!kind && <small> · {t.unknownBlock}</small>}
        {blockStateText(item.placed, t) && <small> · {blockStateText(item.placed, t)}</small>}
      </span>
    </>
  )
}

function PortLine({ item: { port, wire } }: { readonly item: OutlineItem & { readonly kind: 'port' } }) {
  const { t, say } = useText()
  const graph = useGraph()
  const infos = useCatalog(c => c.blocks)
  const info = portInfo(graph, port, infos)
  const label = info ? say(info.label) : port.port
  const other = useOtherEnd(wire, port.side)
  return (
    <>
      <span className={`jack-mark jack-${info?.type}`} aria-hidden />
      <span>
        {port.side === 'input' ? t.input(label) : t.output(label)}{' '}
        <small>
          {other === undefined ? t.notConnected : port.side === 'input' ? t.fromBlock(other) : t.toBlock(other)}
        </small>
      </span>
    </>
  )
}

function useOtherEnd(wire: Wire | undefined, side: 'input' | 'output'): string | undefined {
  const { say } = useText()
  const graph = useGraph()
  const infos = useCatalog(c => c.blocks)
  const id = wire?.[side === 'input' ? 0 : 1][0]
  const placed = graph.blocks.find(b => b.id === id)
  return placed && titleOf(placed, infoOf(placed, infos), say)
}
