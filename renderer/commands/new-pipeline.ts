import { emptyGraph } from '../../core/graph/graph.ts'
import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { openGraph } from '../app/editor.ts'
import { textNow } from '../text/use-text.ts'

const command: Command = {
  id: 'new-pipeline',
  title: text('New pipeline', '新建流程图'),
  group: 'file',
  keys: ['Alt+N'],
  where: 'window',
  run: () => openGraph(emptyGraph(textNow().t.untitled)),
}

export default command
