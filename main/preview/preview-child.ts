import type { Preview } from '../../core/preview/preview.ts'
import type { PreviewEvent } from '../../core/preview/progress.ts'
import type { TokenizerLook } from '../../core/preview/tokenizer-look.ts'
import { text } from '../../core/text.ts'
import { oneQuestion } from '../engine/one-question.ts'
import { preview } from './preview.ts'
import type { Question } from './question.ts'

/** Shows what flows. In a process of its own, because reading data takes memory and time, and may be stopped. */
oneQuestion<Question, PreviewEvent<never>, Preview | TokenizerLook>({
  answer: preview,
  broken: reason => ({
    message: text(`The data cannot be shown: ${reason}`, `无法显示数据：${reason}`),
    fix: text('Look at the blocks before this one, one after the other.', '请逐个查看此模块之前的模块。'),
  }),
})
