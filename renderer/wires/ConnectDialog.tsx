import { useState } from 'react'
import { text } from '../../core/text.ts'
import { infoOf, titleOf } from '../blocks/block-info.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { Modal } from '../controls/Modal.tsx'
import { Picker } from '../controls/Picker.tsx'
import { connect, useGraph } from '../document/editor.ts'
import { type PortRef, portInfo, portsOf, type WireTarget, wireTargets } from '../rewiring/wire-targets.ts'
import { indexForSearch, matchScore } from '../search/search.ts'
import { closeDialog, type DialogState } from '../state/dialogs.ts'
import { announce } from '../state/notices.ts'
import { useText } from '../text/use-text.ts'
import { adaptersFor, insertAdapter } from './refusal.ts'

type Asked = DialogState & { readonly kind: 'connect' }

/** Draws a wire without a mouse: a port of the block, then one of the ports it could go to; those that refuse say why. */
export function ConnectDialog({ asked }: { readonly asked: Asked }) {
  const graph = useGraph()
  const infos = useCatalog(c => c.blocks)
  const ports = portsOf(graph, asked.block, infos)
  const [from, setFrom] = useState<PortRef | undefined>(asked.from ?? (ports.length === 1 ? ports[0] : undefined))
  const { t } = useText()
  const portName = usePortName()
  // one dialog for both steps: of two, the first would take the focus back to the canvas when the second has it
  return (
    <Modal
      title={from ? t.connectToWhat(portName(from).shown) : t.connectFrom}
      className="add-dialog"
      onClose={closeDialog}
    >
      {from ? <ToPort from={from} /> : <FromPort ports={ports} choose={setFrom} />}
    </Modal>
  )
}

interface FromProps {
  readonly ports: readonly PortRef[]
  readonly choose: (port: PortRef) => void
}

function FromPort({ ports, choose }: FromProps) {
  const { t } = useText()
  const [query, setQuery] = useState('')
  const portName = usePortName()
  const picks = ports
    .map(port => ({ id: `${port.side} ${port.port}`, port, name: portName(port) }))
    .filter(({ name }) => matchesQuery(query, name.en, name.shown))
    .map(({ id, port, name }) => ({ id, port, shown: <PortPick port={port} name={name.shown} /> }))
  return (
    <Picker
      label={t.searchPorts}
      picks={picks}
      query={query}
      search={setQuery}
      choose={({ port }) => choose(port)}
      nothing={t.noPort}
    />
  )
}

function ToPort({ from }: { readonly from: PortRef }) {
  const { t } = useText()
  const [query, setQuery] = useState('')
  const graph = useGraph()
  const infos = useCatalog(c => c.blocks)
  const portName = usePortName()
  const blockName = useBlockName()
  const picks = wireTargets(graph, from, infos, wire => adaptersFor(wire).length > 0)
    .map(choice => ({ choice, block: blockName(choice.to.block), port: portName(choice.to) }))
    .filter(({ block, port }) => matchesQuery(query, block.en, block.shown, port.shown))
    .map(({ choice, block, port }) => ({
      id: `${choice.to.block} ${choice.to.port}`,
      choice,
      refused: choice.refusal !== undefined && adaptersFor(choice.wire).length === 0,
      shown: <ToPick choice={choice} name={`${block.shown} · ${port.shown}`} />,
    }))
  return (
    <>
      <Picker
        label={t.searchPorts}
        picks={picks}
        query={query}
        search={setQuery}
        choose={({ choice }) => {
          closeDialog()
          connectOrAdapt(choice)
          announce(choice.refusal ?? text('Connected.', '已连接。'))
        }}
        nothing={t.nothingFits}
      />
      <p className="picker-hint">{t.connectHint}</p>
    </>
  )
}

/** A refused wire is made possible by the block that is usually put in between. */
function connectOrAdapt({ refusal, wire }: WireTarget) {
  const [way] = refusal ? adaptersFor(wire) : []
  if (way) insertAdapter(wire, way)
  else connect(wire)
}

function ToPick({
  choice: { to, refusal, replaces, wire },
  name,
}: {
  readonly choice: WireTarget
  readonly name: string
}) {
  const { t, say } = useText()
  const blockName = useBlockName()
  const [way] = refusal ? adaptersFor(wire) : []
  return (
    <>
      <JackMark port={to} />
      <span>
        <strong>{name}</strong>
        {replaces && !refusal && <small>{t.replacesWire(blockName(replaces[0][0]).shown)}</small>}
        {refusal && <small>{say(refusal)}</small>}
        {way && <em className="joined">{t.insert(way.map(s => say(s.block.title)).join(' → '))}</em>}
      </span>
    </>
  )
}

function PortPick({ port, name }: { readonly port: PortRef; readonly name: string }) {
  return (
    <>
      <JackMark port={port} />
      <span>
        <strong>{name}</strong>
      </span>
    </>
  )
}

function JackMark({ port }: { readonly port: PortRef }) {
  const graph = useGraph()
  const infos = useCatalog(c => c.blocks)
  return <span className={`jack-mark jack-${portInfo(graph, port, infos)?.type}`} aria-hidden />
}

function usePortName() {
  const { t, say } = useText()
  const graph = useGraph()
  const infos = useCatalog(c => c.blocks)
  return (port: PortRef) => {
    const label = portInfo(graph, port, infos)?.label ?? text(port.port, port.port)
    return { en: label.en, shown: port.side === 'input' ? t.input(say(label)) : t.output(say(label)) }
  }
}

function useBlockName() {
  const { say } = useText()
  const graph = useGraph()
  const infos = useCatalog(c => c.blocks)
  return (id: string) => {
    const placed = graph.blocks.find(b => b.id === id)
    const info = placed && infoOf(placed, infos)
    return { en: info?.title.en ?? id, shown: placed ? titleOf(placed, info, say) : id }
  }
}

const matchesQuery = (query: string, ...names: readonly string[]) =>
  matchScore(indexForSearch({ names, keywords: [], sentences: [] }), query) > 0
