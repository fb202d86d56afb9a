import { X } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { Wire } from '../../core/graph/graph.ts'
import { BlockSummary } from '../blocks/BlockSummary.tsx'
import { infoOf, titleOf } from '../blocks/block-info.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { BlockFacts } from '../checks/BlockFacts.tsx'
import { ProblemList } from '../checks/ProblemList.tsx'
import { IconButton } from '../controls/IconButton.tsx'
import { useEditor, useGraph, usePlaced, wireKey } from '../document/editor.ts'
import { useText } from '../text/use-text.ts'
import { PeekedData } from './PeekedData.tsx'
import { closePeek, loadPeek, usePeek } from './peek-store.ts'

/** What flows in a wire, beside it: while the pointer rests on it, or until it is closed. */
export function WirePeek() {
  const wire = usePeek(p => p.wire)
  const graph = useGraph()
  const there = wire && graph.wires.some(one => wireKey(one) === wireKey(wire))
  useEffect(() => {
    if (wire && !there) closePeek()
  }, [wire, there])
  return wire && there ? <Peek key={wireKey(wire)} wire={wire} /> : null
}

const data: ReadonlySet<string> = new Set(['rows', 'tokens', 'batches'])

function Peek({ wire }: { readonly wire: Wire }) {
  const { t, say } = useText()
  const kinds = useCatalog(c => c.blocks)
  const { at, held, focused } = usePeek()
  const selected = useEditor(e => e.selectedWires.includes(wireKey(wire)))
  const place = useRef<HTMLElement>(null)
  const [source, target] = [usePlaced(wire[0][0]), usePlaced(wire[1][0])]
  const from = source && infoOf(source, kinds)
  const type = from?.outputs[wire[0][1]]?.type
  const flows = type !== undefined && data.has(type)
  useEffect(() => {
    if (flows) void loadPeek(wire[0][0])
  }, [flows, wire])
  useLayoutEffect(() => {
    if (place.current) moveTo(place.current, at)
  })
  useEffect(() => {
    if (focused) place.current?.focus()
  }, [focused])
  useEffect(() => {
    if (held && !selected) closePeek()
  }, [held, selected])
  if (!source || !target || !from) return null
  const name = t.wire(titleOf(source, from, say), titleOf(target, infoOf(target, kinds), say))
  return (
    <section
      className="peek"
      ref={place}
      aria-label={name}
      data-held={held}
      tabIndex={-1}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        leave(wire)
      }}
    >
      <header>
        <strong>{from.outputs[wire[0][1]] && say(from.outputs[wire[0][1]]?.label ?? from.title)}</strong>
        <small>{name}</small>
        {held && <IconButton label={t.closePeek} icon={X} onClick={() => leave(wire)} />}
      </header>
      {flows ? (
        <Flowing />
      ) : (
        <>
          <BlockSummary info={from} placed={source} />
          <BlockFacts id={source.id} />
        </>
      )}
    </section>
  )
}

function Flowing() {
  const { t } = useText()
  const { busy, preview, problems } = usePeek()
  return (
    <>
      {busy && <p role="status">{t.previewing}</p>}
      {problems.length > 0 && <ProblemList problems={problems} />}
      {preview && <PeekedData preview={preview} />}
    </>
  )
}

/** Back to the wire. */
function leave(wire: Wire) {
  closePeek()
  const { selectedWires } = useEditor.getState()
  if (selectedWires.includes(wireKey(wire)))
    document.querySelector<SVGElement>(`.react-flow__edge[data-id="${CSS.escape(wireKey(wire))}"]`)?.focus()
}

/** Beside a point of the screen, and inside of the window. */
function moveTo(element: HTMLElement, [x, y]: readonly [number, number]) {
  const { width, height } = element.getBoundingClientRect()
  element.style.left = `${Math.max(8, Math.min(x + 14, innerWidth - width - 8))}px`
  element.style.top = `${Math.max(8, Math.min(y + 14, innerHeight - height - 8))}px`
}
