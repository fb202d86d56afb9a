import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { isSubGraph, openSelected } from '../groups/selection.ts'

const command: Command = {
  id: 'open-sub-graph',
  title: text('Open the sub-graph', '打开子图'),
  group: 'edit',
  keys: ['Alt+Enter'],
  where: 'canvas',
  enabled: isSubGraph,
  run: openSelected,
}

export default command
