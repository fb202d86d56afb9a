import { text } from '../../core/text.ts'
import { copySelected, cutSelected, pasteNow } from '../clipboard/clipboard.ts'
import { duplicateSelected, removeSelected, useEditor } from '../document/editor.ts'
import { addNote, anySelected } from '../groups/selection.ts'
import { useHistoryList } from '../history/HistoryList.tsx'
import { redo, undo } from '../history/undo.ts'
import type { Command } from '../keys/command.ts'
import { focusName, focusSettings } from '../shell/regions.ts'
import { showDialog } from '../state/dialogs.ts'
import { askToConnect } from '../wires/wire-actions.ts'

/** What changes the graph. */
const commands: readonly Command[] = [
  {
    id: 'undo',
    title: text('Undo', '撤销'),
    group: 'edit',
    keys: ['Mod+Z'],
    where: 'window',
    enabled: () => useEditor.getState().history.past.length > 0,
    run: () => undo(),
  },
  {
    id: 'redo',
    title: text('Redo', '重做'),
    group: 'edit',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    where: 'window',
    enabled: () => useEditor.getState().history.future.length > 0,
    run: () => redo(),
  },
  {
    id: 'history',
    title: text('Show or hide the history', '显示或隐藏操作历史'),
    keywords: ['Show or hide what was done'],
    group: 'edit',
    keys: ['Alt+H'],
    where: 'window',
    run: () => useHistoryList.setState(h => ({ open: !h.open })),
  },
  {
    id: 'add-block',
    title: text('Add a block', '添加模块'),
    group: 'canvas',
    keys: ['/', 'Tab'],
    where: 'window',
    run: () => showDialog({ kind: 'add' }),
  },
  {
    id: 'add-note',
    title: text('Add a note', '添加便签'),
    group: 'canvas',
    keys: ['N'],
    where: 'canvas',
    run: () => addNote(),
  },
  {
    id: 'connect',
    title: text('Connect a port', '连接端口'),
    keywords: ['Connect a port', '连接端口'],
    group: 'edit',
    keys: ['C'],
    where: 'canvas',
    enabled: () => useEditor.getState().selected.length > 0,
    run: askToConnect,
  },
  {
    id: 'copy',
    title: text('Copy', '复制'),
    group: 'edit',
    keys: ['Mod+C'],
    where: 'canvas',
    enabled: anySelected,
    native: ['Mod+C'],
    run: copySelected,
  },
  {
    id: 'cut',
    title: text('Cut', '剪切'),
    group: 'edit',
    keys: ['Mod+X'],
    where: 'canvas',
    enabled: anySelected,
    native: ['Mod+X'],
    run: cutSelected,
  },
  {
    id: 'paste',
    title: text('Paste', '粘贴'),
    group: 'edit',
    keys: ['Mod+V'],
    where: 'window',
    native: ['Mod+V'],
    run: () => void pasteNow(false),
  },
  {
    id: 'paste-with-inputs',
    title: text('Paste with incoming wires', '粘贴并保留输入连线'),
    keywords: ['Paste and keep the wires that come in'],
    group: 'edit',
    keys: ['Mod+Shift+V'],
    where: 'window',
    native: ['Mod+Shift+V'],
    run: () => void pasteNow(true),
  },
  {
    id: 'duplicate',
    title: text('Duplicate the selection', '复制所选模块'),
    group: 'edit',
    keys: ['Mod+D'],
    where: 'canvas',
    run: duplicateSelected,
  },
  {
    id: 'delete-selection',
    title: text('Delete the selection', '删除所选内容'),
    group: 'edit',
    keys: ['Delete', 'Backspace'],
    where: 'canvas',
    run: removeSelected,
  },
  {
    id: 'rename',
    title: text('Rename the block', '重命名模块'),
    group: 'edit',
    keys: ['F2'],
    where: 'window',
    run: focusName,
  },
  {
    id: 'edit-settings',
    title: text('Go to the block’s settings', '转到模块设置'),
    keywords: ['Go to the settings of the block'],
    group: 'edit',
    keys: ['Enter'],
    where: 'canvas',
    run: focusSettings,
  },
  {
    id: 'switch-objective',
    title: text('Switch the training objective', '切换训练目标'),
    keywords: ['Switch the training objective', '切换训练目标'],
    group: 'edit',
    keys: ['Alt+O'],
    where: 'window',
    run: () => showDialog({ kind: 'switch' }),
  },
]

export default commands
