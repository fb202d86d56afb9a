import type { HubContents, HubProgress } from '../../../core/data/hub-contents.ts'
import type { Language } from '../../../core/text.ts'
import { text } from '../../../core/text.ts'
import { command, exitCodes, interruptSignal, requireArguments } from './command.ts'
import { formatDuration, formatTable, formatValue } from './format-values.ts'

export default command({
  usage: 'download DATASET [--list] [--config C] [--split S] [--revision R] [--address URL]',
  help: text(
    'Downloads a split of a dataset from the Hugging Face Hub and prints its folder. --list only lists the configs and splits.',
    '从 Hugging Face Hub 下载数据集的一个划分，并输出其文件夹。--list 仅列出配置和划分。',
  ),
  options: {
    list: { type: 'boolean' },
    config: { type: 'string' },
    split: { type: 'string' },
    revision: { type: 'string' },
    address: { type: 'string' },
  },
  async run({ list, config, split, revision, address }, words, { client: open, answer, json, language }) {
    const [dataset] = requireArguments(words, 'DATASET')
    const client = await open()
    const from = { dataset, ...(revision ? { revision } : {}), ...(address ? { address } : {}) }
    if (list) {
      const contents = await client.call('hub.look', from)
      answer(contents, () => hubWords(contents, language))
      return exitCodes.done
    }
    const wanted = { ...from, ...(config ? { config } : {}), ...(split ? { split } : {}) }
    let tenth = 0
    for await (const event of client.listen('hub.download', wanted, interruptSignal())) {
      if (event.kind === 'done') {
        answer(event, () => event.path)
        return exitCodes.done
      }
      const now = event.total > 0 ? Math.floor((10 * event.done) / event.total) : 10
      if (now > tenth && !json) process.stderr.write(`${paceWords(now * 10, event, language)}\n`)
      tenth = now
    }
    return exitCodes.interrupted
  },
})

const paceWords = (percent: number, { perSecond, secondsLeft }: HubProgress, language: Language) =>
  [
    `${percent} %`,
    ...(perSecond === undefined ? [] : [`${(perSecond / 2 ** 20).toPrecision(3)} MiB/s`]),
    ...(secondsLeft === undefined ? [] : [`${formatDuration(secondsLeft)} ${text('left', '剩余')[language]}`]),
  ].join('  ')

const onlyBeginning = text('first gigabytes only', '仅前几个 GB')

function hubWords({ splits, revisions }: HubContents, language: Language): string {
  const rows = splits.map(({ config, split, files, bytes, partial }) => [
    config,
    split,
    `${formatValue(files)} ${text(files === 1 ? 'file' : 'files', '个文件')[language]}`,
    `${formatValue(Math.ceil(bytes / 2 ** 20))} MiB`,
    partial ? onlyBeginning[language] : '',
  ])
  const versions = `${text('revisions', '修订版本')[language]}: ${revisions.join(', ')}`
  return [formatTable(rows), ...(revisions.length > 0 ? [versions] : [])].join('\n')
}
