import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { distribute, severalSelected } from '../groups/selection.ts'

const command = (axis: 'across' | 'down', en: string, zh: string): Command => ({
  id: `distribute-${axis}`,
  title: text(`Space evenly ${en}`, zh),
  group: 'canvas',
  keys: [],
  where: 'canvas',
  enabled: severalSelected,
  run: () => distribute(axis),
})

export default [
  command('across', 'from left to right', '水平均匀分布'),
  command('down', 'from top to bottom', '垂直均匀分布'),
]
