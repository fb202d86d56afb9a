import type { Evaluation, EvaluationEvent } from '../../../core/run/evaluation.ts'
import { text } from '../../../core/text.ts'
import { serveOneRequest } from '../../process/child-server.ts'
import { evaluateCheckpoint } from './evaluate-checkpoint.ts'
import type { EvaluationRequest } from './evaluation-request.ts'

/** Measures one checkpoint, in a process of its own. */
serveOneRequest<EvaluationRequest, EvaluationEvent, Evaluation>({
  handle: evaluateCheckpoint,
  describeFailure: reason => ({
    message: text(`The model could not be evaluated: ${reason}`, `无法评估该模型：${reason}`),
    fix: text('Try another checkpoint, or train the model again.', '请尝试其他检查点，或重新训练模型。'),
  }),
})
