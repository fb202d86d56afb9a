import type { Preview, PreviewEvent } from '../../core/preview/preview.ts'
import type { TokenizerInspection } from '../../core/preview/tokenizer-inspection.ts'
import { text } from '../../core/text.ts'
import { serveOneRequest } from '../process/child-server.ts'
import { makePreview } from './make-preview.ts'
import type { PreviewRequest } from './preview-request.ts'

/** Shows what flows. In a process of its own, because reading data takes memory and time, and may be stopped. */
serveOneRequest<PreviewRequest, PreviewEvent<never>, Preview | TokenizerInspection>({
  handle: makePreview,
  describeFailure: reason => ({
    message: text(`The preview failed: ${reason}`, `预览失败：${reason}`),
    fix: text('Check the blocks before this one, one by one.', '请逐个查看此模块之前的模块。'),
  }),
})
