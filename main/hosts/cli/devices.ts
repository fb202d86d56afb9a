import { text } from '../../../core/text.ts'
import { command, exitCodes, requireArguments } from './command.ts'
import { formatTable } from './format-values.ts'

export default command({
  usage: 'devices',
  help: text('Lists the devices of this machine that can be used for training.', '列出这台机器可用于训练的设备。'),
  options: {},
  async run(_, words, { client, answer, language }) {
    requireArguments(words)
    const all = await (await client()).call('device.list', {})
    const state = (available: boolean) => (available ? ready : absent)[language]
    answer(all, () => formatTable(all.map(({ id, name, available }) => [id, name, state(available)])))
    return exitCodes.done
  },
})

const ready = text('available', '可用')
const absent = text('not available', '不可用')
