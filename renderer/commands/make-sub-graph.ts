import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { anySelected, encloseSelected } from '../groups/selection.ts'

const command: Command = {
  id: 'make-sub-graph',
  title: text('Make a sub-graph of the selection', '将所选模块变为子图'),
  group: 'edit',
  keys: ['Mod+Shift+E'],
  where: 'canvas',
  enabled: anySelected,
  run: encloseSelected,
}

export default command
