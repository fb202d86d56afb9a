import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { dissolveSelected, isSubGraph } from '../groups/selection.ts'

const command: Command = {
  id: 'dissolve-sub-graph',
  title: text('Dissolve the sub-graph', '拆开子图'),
  group: 'edit',
  keys: [],
  where: 'canvas',
  enabled: isSubGraph,
  run: dissolveSelected,
}

export default command
