import type { AttentionMasks, LeakTest, LeakTestEvent } from '../../core/preview/attention-mask.ts'
import { text } from '../../core/text.ts'
import { serveOneRequest } from '../process/child-server.ts'
import { computeAttentionMasks } from './attention-masks.ts'
import type { AttentionRequest } from './attention-request.ts'
import { runLeakTest } from './leak-test.ts'

/** Shows what a network may look at, or tests it for leaks; in a process of its own, because networks take memory. */
serveOneRequest<AttentionRequest, LeakTestEvent, AttentionMasks | LeakTest>({
  handle: (request, tell) =>
    request.proving ? runLeakTest(request, request.proving, tell) : computeAttentionMasks(request),
  describeFailure: reason => ({
    message: text(`The attention mask cannot be shown: ${reason}`, `无法显示注意力掩码：${reason}`),
    fix: text('Try a smaller network, or a shorter length.', '请尝试较小的网络或较短的长度。'),
  }),
})
