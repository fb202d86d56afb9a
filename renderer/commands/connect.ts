import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { useEditor } from '../app/editor.ts'
import { askToConnect } from '../wires/ask-to-connect.ts'

const command: Command = {
  id: 'connect',
  title: text('Connect the block', '连接模块'),
  group: 'edit',
  keys: ['C'],
  where: 'canvas',
  enabled: () => useEditor.getState().selected.length > 0,
  run: askToConnect,
}

export default command
