import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { useEditor } from '../app/editor.ts'
import { undo } from '../groups/step-back.ts'

const command: Command = {
  id: 'undo',
  title: text('Undo', '撤销'),
  group: 'edit',
  keys: ['Mod+Z'],
  where: 'window',
  enabled: () => useEditor.getState().history.past.length > 0,
  run: () => undo(),
}

export default command
