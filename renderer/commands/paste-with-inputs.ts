import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { pasteNow } from '../clipboard/clipboard.ts'

const command: Command = {
  id: 'paste-with-inputs',
  title: text('Paste and keep the wires that come in', '粘贴并保留输入连线'),
  group: 'edit',
  keys: ['Mod+Shift+V'],
  where: 'window',
  native: ['Mod+Shift+V'],
  run: () => void pasteNow(true),
}

export default command
