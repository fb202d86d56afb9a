import { Cable, PencilLine, Plus, Trash2, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useEffect, useMemo, useRef } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useCatalog } from '../blocks/catalog.ts'
import { IconButton } from '../controls/IconButton.tsx'
import { problemsOf, useChecking } from '../document/checking.ts'
import { useEditor, useGraph } from '../document/editor.ts'
import { runCommand } from '../keys/run-command.ts'
import { setFocusElsewhere } from '../react-flow/viewport.ts'
import { setSetting, useSettings } from '../state/settings.ts'
import { useText } from '../text/use-text.ts'
import { deleteLine, lineIfSelected, renameLine, selectLine } from './line-actions.ts'
import { OutlineLine } from './OutlineLine.tsx'
import type { OutlineItem } from './outline-items.ts'
import { blockLineId, coversBlock, outlineItems } from './outline-items.ts'
import { onTreeKey } from './outline-keys.ts'
import { focusInOutline, focusLine, foldedLines, goToLine, useOutline } from './outline-store.ts'

/** The graph as a list that says and does what the canvas does: stages, blocks, ports and wires, groups and notes. */
export function Outline() {
  const shown = useSettings(s => s.outline === 'shown')
  return shown ? <ShownOutline /> : null
}

function ShownOutline() {
  const { t } = useText()
  const items = useItems()
  const at = useOutline(o => o.current)
  useFollowSelection(items)
  useTakeFocus()
  useTrackFocus()
  useKeptFocus(items)
  const item = items.find(i => i.id === at)
  const current = item?.id ?? items[0]?.id
  const onKeyDown = (event: KeyboardEvent) => onTreeKey(event, items, current)
  return (
    <section className="outline" aria-label={t.outline}>
      <header>
        <h2>{t.outline}</h2>
        <IconButton label={t.addBlock} icon={Plus} command="add-block" onClick={() => runCommand('add-block')} />
        <IconButton label={t.connectBlock} icon={Cable} command="connect" onClick={() => runCommand('connect')} />
        <IconButton
          label={t.renameBlock}
          icon={PencilLine}
          command="rename"
          onClick={() => renameLine(lineIfSelected(item))}
        />
        <IconButton
          label={t.deleteBlock}
          icon={Trash2}
          command="delete-selection"
          onClick={() => deleteLine(lineIfSelected(item))}
        />
        <IconButton label={t.close} icon={X} command="toggle-outline" onClick={() => setSetting('outline', 'hidden')} />
      </header>
      {items.length === 0 ? (
        <p className="quiet">{t.emptyOutline}</p>
      ) : (
        <div role="tree" aria-label={t.outline} aria-multiselectable onKeyDown={onKeyDown}>
          {items.map(line => (
            <OutlineLine key={line.id} item={line} current={line.id === current} select={() => selectLine(line)} />
          ))}
        </div>
      )}
      <p className="outline-hint">{t.outlineHint}</p>
    </section>
  )
}

function useItems(): readonly OutlineItem[] {
  const graph = useGraph()
  const infos = useCatalog(c => c.blocks)
  const all = useChecking(c => c.problems)
  const { closed, opened } = useOutline(useShallow(o => ({ closed: o.closed, opened: o.opened })))
  return useMemo(() => {
    const folded = foldedLines(
      { closed, opened },
      graph.blocks.map(b => b.id),
    )
    return outlineItems(graph, { infos, problems: block => problemsOf(all, block), closed: folded })
  }, [graph, infos, all, closed, opened])
}

/** A block that is selected elsewhere becomes the line that Tab comes to. */
function useFollowSelection(items: readonly OutlineItem[]) {
  const block = useEditor(e => e.selected.at(-1))
  const before = useRef<string>(undefined)
  useEffect(() => {
    if (before.current === block) return
    before.current = block
    const { current: at } = useOutline.getState()
    const here = items.find(i => i.id === at)
    if (block !== undefined && !(here && coversBlock(here, block))) goToLine(blockLineId(block))
  }, [block, items])
}

/** While the outline is shown, whoever focuses a block may find its line here. */
function useTakeFocus() {
  useEffect(() => {
    setFocusElsewhere(focusInOutline)
    return () => setFocusElsewhere(() => false)
  }, [])
}

/** Whether the user works here: not in a dialog, but before it. */
function useTrackFocus() {
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return
      if (target.closest('.outline')) useOutline.setState({ hasFocus: true })
      else if (target.closest('.canvas, .block-list')) useOutline.setState({ hasFocus: false })
    }
    window.addEventListener('focusin', note)
    return () => {
      window.removeEventListener('focusin', note)
      useOutline.setState({ hasFocus: false })
    }
  }, [])
}

/** When the line that had the focus is gone, the one in its place has it. */
function useKeptFocus(items: readonly OutlineItem[]) {
  const place = useRef(-1)
  useEffect(() => {
    const { current: at, hasFocus: working } = useOutline.getState()
    const now = items.findIndex(i => i.id === at)
    if (now >= 0) place.current = now
    const next = items[Math.min(place.current, items.length - 1)]
    if (now < 0 && next && working && document.activeElement === document.body) {
      goToLine(next.id)
      focusLine(next.id)
    }
  }, [items])
}
