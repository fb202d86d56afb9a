import { text } from '../../../core/text.ts'
import { command, exitCodes, requireArguments } from './command.ts'
import { stateLabels } from './labels.ts'
import { resolveRun } from './resolve-arguments.ts'

export default command({
  usage: 'stop RUN',
  help: text('Stops a run after its current step and saves a checkpoint.', '在当前步骤后停止运行，并保存检查点。'),
  options: {},
  async run(_, words, { client: open, answer, language }) {
    const client = await open()
    const { id } = await resolveRun(client, requireArguments(words, 'RUN')[0])
    const run = await client.call('run.stop', { run: id })
    answer(run, () => `${run.id}  ${stateLabels[run.state][language]}`)
    return exitCodes.done
  },
})
