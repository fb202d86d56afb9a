import { useMemo, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { BlockInfo, BlockInfos } from '../../core/block/block-info.ts'
import type { Graph } from '../../core/graph/graph.ts'
import { infoOf, titleOf } from '../blocks/block-info.ts'
import { searchBlocks } from '../blocks/block-search.ts'
import { CategoryIcon } from '../blocks/CategoryIcon.tsx'
import { useCatalog } from '../blocks/catalog.ts'
import { Modal } from '../controls/Modal.tsx'
import { Picker } from '../controls/Picker.tsx'
import { useEditor, useGraph, wireKey } from '../document/editor.ts'
import {
  blockRelevance,
  type NewWire,
  newWireFrom,
  newWiresFor,
  newWiresForSplice,
} from '../rewiring/new-block-wires.ts'
import { usageOf } from '../rewiring/usage.ts'
import { portInfo } from '../rewiring/wire-targets.ts'
import { closeDialog, type DialogState } from '../state/dialogs.ts'
import { useText } from '../text/use-text.ts'
import { placeBlock } from './place-block.ts'

type AddRequest = DialogState & { readonly kind: 'add' }

/** Adds a block by name and joins it to the selection; when a wire was dropped on empty canvas, only blocks that take the wire. */
export function AddBlockDialog({ adding }: { readonly adding: AddRequest }) {
  const { t, say } = useText()
  const [query, setQuery] = useState('')
  const graph = useGraph()
  const infos = useCatalog(c => c.blocks)
  const port = adding.dangling && portInfo(graph, adding.dangling, infos)
  const found = useFound(adding, query)
  const picks = found.map(({ info, joints }) => ({
    id: info.id,
    info,
    joints,
    shown: <BlockPick info={info} joined={namesOf(joints, graph, infos, say)} />,
  }))
  return (
    <Modal title={port ? t.addFitting(say(port.label)) : t.addBlock} className="add-dialog" onClose={closeDialog}>
      <Picker
        label={t.searchBlocks}
        picks={picks}
        query={query}
        search={setQuery}
        choose={({ info, joints }, plain) => {
          closeDialog()
          placeBlock(info, plain ? [] : joints, adding.at)
        }}
        nothing={t.noBlocks}
      />
      <p className="picker-hint">{picks.some(p => p.joints.length > 0) && !port ? t.addJoinHint : t.addPlainHint}</p>
    </Modal>
  )
}

/** The blocks that are meant, each with the wires it would get: from a dropped wire, into the selected wire, or to the selection. */
function useFound({ dangling }: AddRequest, query: string) {
  const graph = useGraph()
  const { selected, selectedWires } = useEditor(
    useShallow(e => ({ selected: e.selected, selectedWires: e.selectedWires })),
  )
  const { blocks, examples } = useCatalog()
  const offered = useMemo(() => {
    const wire = selected.length === 0 ? graph.wires.find(w => wireKey(w) === selectedWires[0]) : undefined
    const joints = new Map<BlockInfo, readonly NewWire[]>()
    for (const info of blocks.values()) {
      const joint = dangling && newWireFrom(dangling, info, graph, blocks)
      if (joint) joints.set(info, [joint])
      else if (!dangling && wire) joints.set(info, newWiresForSplice(graph, wire, info, blocks))
      else if (!dangling) joints.set(info, newWiresFor(graph, selected, info, blocks))
    }
    const ends = dangling ? [dangling.block] : wire ? [wire[0][0], wire[1][0]] : selected
    const near = graph.blocks.filter(b => ends.includes(b.id)).map(b => b.type)
    const joins = (info: BlockInfo) => (joints.get(info) ?? []).length > 0
    return { joints, wanted: blockRelevance(graph, { near, joins }, blocks, usageOf(examples)) }
  }, [blocks, examples, dangling, graph, selected, selectedWires])
  return useMemo(() => {
    const { joints, wanted } = offered
    return searchBlocks(joints.keys(), query, { relevance: wanted }).map(info => ({
      info,
      joints: joints.get(info) ?? [],
    }))
  }, [offered, query])
}

const namesOf = (joints: readonly NewWire[], graph: Graph, infos: BlockInfos, say: Parameters<typeof titleOf>[2]) =>
  graph.blocks.filter(b => joints.some(j => j.block === b.id)).map(b => titleOf(b, infoOf(b, infos), say))

function BlockPick({ info, joined }: { readonly info: BlockInfo; readonly joined: readonly string[] }) {
  const { t, say } = useText()
  return (
    <>
      <CategoryIcon category={info.category} />
      <span>
        <strong>{say(info.title)}</strong>
        {joined.length > 0 && <em className="joined">{t.joinsTo(joined.join(', '))}</em>}
        <small>{say(info.help)}</small>
      </span>
    </>
  )
}
