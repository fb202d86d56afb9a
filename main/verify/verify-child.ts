import type { Verification } from '../../core/run/verification.ts'
import { text } from '../../core/text.ts'
import { blocks } from '../../nodes/index.ts'
import { serveOneRequest } from '../process/child-server.ts'
import { verifyModel } from './verify-model.ts'

/** Verifies the model in one folder, in a process of its own, because files from elsewhere may exhaust it. */
serveOneRequest<{ readonly folder: string }, never, Verification>({
  handle: ({ folder }) => verifyModel(folder, blocks),
  describeFailure: reason => ({
    code: 'cannot-run',
    message: text(`The model could not be run: ${reason}`, `无法运行该模型：${reason}`),
    fix: text('Check that config.json belongs to the weights.', '请检查 config.json 是否与权重配套。'),
  }),
})
