import { text } from '../../../core/text.ts'
import { chosenRun } from './chosen-run.ts'
import { command, exit, need } from './command.ts'
import { states } from './state-words.ts'

export default command({
  usage: 'stop RUN',
  help: text('Stops a run after its step, with a checkpoint.', '在当前步骤后停止运行，并保存检查点。'),
  options: {},
  async run(_, words, { client: open, answer, language }) {
    const client = await open()
    const { id } = await chosenRun(client, need(words, 'RUN')[0])
    const run = await client.call('run.stop', { run: id })
    answer(run, () => `${run.id}  ${states[run.state][language]}`)
    return exit.done
  },
})
