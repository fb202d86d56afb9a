import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { anySelected, switchOff } from '../groups/selection.ts'

const command: Command = {
  id: 'bypass',
  title: text('Bypass the selection, or take it in again', '绕过或重新启用所选模块'),
  group: 'edit',
  keys: ['Mod+B'],
  where: 'canvas',
  enabled: anySelected,
  run: () => switchOff('bypass'),
}

export default command
