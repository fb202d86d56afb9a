import { text } from '../../../core/text.ts'
import { command, exit, need } from './command.ts'
import { untilInterrupted } from './until-interrupted.ts'

export default command({
  usage: 'download DATASET [--config C] [--split S] [--revision R] [--address URL]',
  help: text(
    'Downloads a part of a dataset from the Hugging Face Hub, and says where it lies.',
    '从 Hugging Face Hub 下载数据集的一部分，并给出其位置。',
  ),
  options: {
    config: { type: 'string' },
    split: { type: 'string' },
    revision: { type: 'string' },
    address: { type: 'string' },
  },
  async run({ config, split, revision, address }, words, { client: open, answer, json }) {
    const [dataset] = need(words, 'DATASET')
    const client = await open()
    const given = Object.entries({ config, split, revision, address }).filter(([, value]) => value !== undefined)
    let tenth = 0
    for await (const event of client.listen(
      'hub.download',
      { dataset, ...Object.fromEntries(given) },
      untilInterrupted(),
    )) {
      if (event.kind === 'done') {
        answer(event, () => event.path)
        return exit.done
      }
      const now = event.total > 0 ? Math.floor((10 * event.done) / event.total) : 10
      if (now > tenth && !json) process.stderr.write(`${now * 10} %\n`)
      tenth = now
    }
    return exit.interrupted
  },
})
