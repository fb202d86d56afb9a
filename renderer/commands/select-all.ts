import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { graphNow, select, wireKey } from '../app/editor.ts'

const command: Command = {
  id: 'select-all',
  title: text('Select everything', '全选'),
  group: 'edit',
  keys: ['Mod+A'],
  where: 'canvas',
  run: () =>
    select(
      graphNow().blocks.map(b => b.id),
      graphNow().wires.map(wireKey),
      graphNow().notes.map(n => n.id),
    ),
}

export default command
