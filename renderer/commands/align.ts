import type { Edge } from '../../core/graph/arrange.ts'
import { text } from '../../core/text.ts'
import type { Command } from '../app/command.ts'
import { align, severalSelected } from '../groups/selection.ts'

const command = (edge: Edge, en: string, zh: string): Command => ({
  id: `align-${edge}`,
  title: text(`Align ${en}`, zh),
  group: 'canvas',
  keys: [],
  where: 'canvas',
  enabled: severalSelected,
  run: () => align(edge),
})

export default [
  command('left', 'left edges', '左对齐'),
  command('center', 'middles, side by side', '水平居中对齐'),
  command('right', 'right edges', '右对齐'),
  command('top', 'upper edges', '顶端对齐'),
  command('middle', 'middles, one below the other', '垂直居中对齐'),
  command('bottom', 'lower edges', '底端对齐'),
]
