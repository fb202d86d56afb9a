import type { PredictionTask } from '../../../../../main/engine/inference/tasks/prediction-task.ts'
import { encodeWholeText } from '../../../../../main/engine/inference/tasks/predictor.ts'

export default {
  task: 'grade',
  predictor: () => async (input, asking) => {
    const [scores] = await asking.scorer.score({
      ids: encodeWholeText(input, asking.tokenizer, asking.scorer),
      rows: [0],
    })
    return { task: 'score', input, output: `grade ${Math.round(scores?.[0] as number)}` }
  },
} satisfies PredictionTask
