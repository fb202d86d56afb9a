import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { endAction, useEditor } from '../app/editor.ts'
import { askWhereToSave, saveFile } from '../app/files.ts'

const command: Command = {
  id: 'save-file',
  title: text('Save', '保存'),
  group: 'file',
  keys: ['Mod+S'],
  where: 'window',
  run: () => {
    endAction()
    const { path } = useEditor.getState()
    if (path === undefined) askWhereToSave()
    else void saveFile(path, true)
  },
}

export default command
