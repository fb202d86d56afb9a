import { emptyGraph } from '../../core/graph/graph.ts'
import { text } from '../../core/text.ts'
import { endAction, openGraph, useEditor } from '../document/editor.ts'
import { openFile, saveFile, saveFileAs } from '../document/files.ts'
import type { Command } from '../keys/command.ts'
import { showDialog } from '../state/dialogs.ts'
import { textNow } from '../text/use-text.ts'

/** What is done with files. */
const commands: readonly Command[] = [
  {
    id: 'new-pipeline',
    title: text('New pipeline', '新建流程图'),
    group: 'file',
    keys: ['Alt+N'],
    where: 'window',
    run: () => openGraph(emptyGraph(textNow().t.untitled)),
  },
  {
    id: 'open-file',
    title: text('Open a file', '打开文件'),
    group: 'file',
    keys: ['Mod+O'],
    where: 'window',
    run: () => showDialog({ kind: 'file', mode: 'open', done: path => void openFile(path) }),
  },
  {
    id: 'open-template',
    title: text('Start from a template', '从模板开始'),
    group: 'file',
    keys: ['Mod+E'],
    where: 'window',
    run: () => showDialog({ kind: 'templates' }),
  },
  {
    id: 'save-file',
    title: text('Save', '保存'),
    group: 'file',
    keys: ['Mod+S'],
    where: 'window',
    run: () => {
      endAction()
      const { path } = useEditor.getState()
      if (path === undefined) saveFileAs()
      else void saveFile(path, true)
    },
  },
  {
    id: 'save-file-as',
    title: text('Save as…', '另存为…'),
    group: 'file',
    keys: ['Mod+Shift+S'],
    where: 'window',
    run: saveFileAs,
  },
]

export default commands
