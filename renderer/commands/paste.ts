import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { pasteNow } from '../clipboard/clipboard.ts'

const command: Command = {
  id: 'paste',
  title: text('Paste', '粘贴'),
  group: 'edit',
  keys: ['Mod+V'],
  where: 'window',
  native: ['Mod+V'],
  run: () => void pasteNow(false),
}

export default command
