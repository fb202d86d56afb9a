import { z } from 'zod'
import { block, port } from '../../../../../core/block/block.ts'
import { computeFrom } from '../../../../../core/metrics/index.ts'
import { text } from '../../../../../core/text.ts'
import { labelsAndPredictions } from '../../../../../nodes/objective/compared-rows.ts'

/** Gives a text a grade of whole numbers; the network learns the number, and its answer is rounded. */
export default block({
  id: 'grade-text',
  category: 'objective',
  title: text('Grading of texts', '文本评级'),
  help: text('Gives a text a whole number.', '为文本给出一个整数。'),
  task: {
    id: 'grade',
    title: text('Grading', '评级'),
    name: text('grading of texts', '文本评级'),
    batches: text('batches of texts with grades', '带等级文本的批次'),
    answer: 'score',
  },
  inputs: { network: port('network') },
  outputs: { objective: port('objective') },
  params: z.strictObject({}),
  compile: ({ network }, params) => ({
    objective: { block: 'grade-text', params, task: 'grade', head: 'class', network },
  }),
  loss(logits, { labels }) {
    const difference = logits.flat.sub(labels)
    return difference.mul(difference)
  },
  predict: logits => logits.flat,
  metrics(judged) {
    const [truth, predicted] = labelsAndPredictions(judged)
    return computeFrom('classes', truth.map(Math.round), predicted.map(Math.round))
  },
})
