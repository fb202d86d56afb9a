import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { walkWires } from '../canvas/walk.ts'

const commands: readonly Command[] = [
  {
    id: 'next-wire',
    title: text('Walk to the next wire', '移到下一条连线'),
    group: 'canvas',
    keys: ['W'],
    where: 'canvas',
    run: () => walkWires(1),
  },
  {
    id: 'previous-wire',
    title: text('Walk to the wire before', '移到上一条连线'),
    group: 'canvas',
    keys: ['Shift+W'],
    where: 'canvas',
    run: () => walkWires(-1),
  },
]

export default commands
