import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { graphNow, select, useEditor, wireKey } from '../app/editor.ts'
import { closePeek, holdWire, usePeek } from '../peek/peek-store.ts'

const command: Command = {
  id: 'peek',
  title: text('See what flows in the wire', '查看连线中流动的内容'),
  group: 'canvas',
  keys: ['O'],
  where: 'canvas',
  run: peek,
}

/** Into the selected wire, or the first one that leaves the selected block; a second time closes it. */
function peek() {
  if (usePeek.getState().held) return closePeek()
  const { selectedWires, selected } = useEditor.getState()
  const leaving = graphNow().wires.find(([[from]]) => from === selected[0])
  const key = selectedWires[0] ?? (leaving && wireKey(leaving))
  if (key === undefined) return
  select([], [key])
  const box = document.querySelector(`.react-flow__edge[data-id="${CSS.escape(key)}"]`)?.getBoundingClientRect()
  holdWire(key, box ? box.x + box.width / 2 : 200, box ? box.y + box.height / 2 : 200, true)
}

export default command
