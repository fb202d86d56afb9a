import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { anySelected, switchCollapsed } from '../groups/selection.ts'

const command: Command = {
  id: 'collapse',
  title: text('Collapse or unfold the selection', '折叠或展开所选模块'),
  group: 'edit',
  keys: ['Alt+C'],
  where: 'canvas',
  enabled: anySelected,
  run: switchCollapsed,
}

export default command
