import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { useEditor } from '../app/editor.ts'
import { redo } from '../groups/step-back.ts'

const command: Command = {
  id: 'redo',
  title: text('Redo', '重做'),
  group: 'edit',
  keys: ['Mod+Shift+Z', 'Mod+Y'],
  where: 'window',
  enabled: () => useEditor.getState().history.future.length > 0,
  run: () => redo(),
}

export default command
