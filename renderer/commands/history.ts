import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { useHistoryList } from '../groups/HistoryList.tsx'

const command: Command = {
  id: 'history',
  title: text('Show or hide what was done', '显示或隐藏操作历史'),
  group: 'edit',
  keys: ['Alt+H'],
  where: 'window',
  run: () => useHistoryList.setState(h => ({ open: !h.open })),
}

export default command
