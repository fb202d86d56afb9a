import { text } from '../../../core/text.ts'
import { chosenRun } from './chosen-run.ts'
import { command, need } from './command.ts'
import { codeOf, ending, follow } from './follow.ts'

export default command({
  usage: 'watch RUN',
  help: text(
    'Follows a run, also one of another window. Ctrl-C stops watching, not the run.',
    '跟踪一次运行，包括其他窗口中的。Ctrl-C 只停止查看，不会停止运行。',
  ),
  options: {},
  async run(_, words, context) {
    const client = await context.client()
    const { id } = await chosenRun(client, need(words, 'RUN')[0])
    const leave = new AbortController()
    process.once('SIGINT', () => leave.abort())
    const run = await follow(client, id, context, leave.signal)
    if (!context.json) context.print(ending(run, context))
    return codeOf(run, leave.signal.aborted)
  },
})
