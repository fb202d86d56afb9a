import type { Evaluation, EvaluationEvent } from '../../../core/evaluation.ts'
import { text } from '../../../core/text.ts'
import { oneQuestion } from '../one-question.ts'
import { evaluate } from './evaluate/evaluate.ts'
import type { Question } from './evaluate/question.ts'

/** Measures one checkpoint, in a process of its own. */
oneQuestion<Question, EvaluationEvent, Evaluation>({
  answer: evaluate,
  broken: reason => ({
    message: text(`The model could not be measured: ${reason}`, `无法评估该模型：${reason}`),
    fix: text('Try another checkpoint, or train the model again.', '请尝试其他检查点，或重新训练模型。'),
  }),
})
