import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { showDialog } from '../app/dialogs.ts'
import { openFile } from '../app/files.ts'

const command: Command = {
  id: 'open-file',
  title: text('Open a file', '打开文件'),
  group: 'file',
  keys: ['Mod+O'],
  where: 'window',
  run: () => showDialog({ kind: 'file', mode: 'open', done: path => void openFile(path) }),
}

export default command
