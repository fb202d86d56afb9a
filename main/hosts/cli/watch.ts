import { text } from '../../../core/text.ts'
import { command, requireArguments } from './command.ts'
import { describeOutcome, exitCodeOf, followRun } from './follow-run.ts'
import { resolveRun } from './resolve-arguments.ts'

export default command({
  usage: 'watch RUN',
  help: text(
    'Follows a run, including one started elsewhere. Ctrl-C stops watching, not the run.',
    '跟踪一次运行，包括在别处启动的。Ctrl-C 只停止查看，不会停止运行。',
  ),
  options: {},
  async run(_, words, context) {
    const client = await context.client()
    const { id } = await resolveRun(client, requireArguments(words, 'RUN')[0])
    const leave = new AbortController()
    process.once('SIGINT', () => leave.abort())
    const run = await followRun(client, id, context, leave.signal)
    if (!context.json) context.print(describeOutcome(run, context))
    return exitCodeOf(run, leave.signal.aborted)
  },
})
