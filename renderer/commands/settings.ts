import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { showDialog } from '../app/dialogs.ts'

const command: Command = {
  id: 'settings',
  title: text('Settings', '设置'),
  group: 'view',
  keys: ['Mod+,'],
  where: 'window',
  run: () => showDialog({ kind: 'settings' }),
}

export default command
