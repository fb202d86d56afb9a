import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from '../../../../core/text.ts'
import type { ExportTarget } from '../../../../main/export/export-target.ts'
import { loadModel } from '../../../../main/weights/load-model.ts'

export default {
  id: 'shapes',
  title: text('Shapes', '形状'),
  expresses: text('Every model.', '所有模型。'),
  loses: text('The values.', '数值。'),
  write({ folder, plan, blocks }, into) {
    const { parameters } = loadModel(folder, blocks)
    const shapes = Object.fromEntries([...parameters].map(([name, { shape }]) => [name, shape]))
    writeFileSync(join(into, 'shapes.json'), JSON.stringify({ task: plan.batches.task, shapes }))
  },
} satisfies ExportTarget
