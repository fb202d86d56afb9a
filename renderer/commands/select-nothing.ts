import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { select, useEditor } from '../app/editor.ts'
import { leaveSubGraph } from '../groups/selection.ts'

const command: Command = {
  id: 'select-nothing',
  title: text('Select nothing, or leave the sub-graph', '取消选择，或离开子图'),
  group: 'edit',
  keys: ['Escape'],
  where: 'canvas',
  run: () => {
    const { selected, selectedWires, selectedNotes } = useEditor.getState()
    if (selected.length + selectedWires.length + selectedNotes.length > 0) select([])
    else leaveSubGraph()
  },
}

export default command
