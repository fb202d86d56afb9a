import { resolve } from 'node:path'
import { text } from '../../../core/text.ts'
import { command, exitCodes, requireArguments, UsageError } from './command.ts'
import { formatTable } from './format-values.ts'
import { parseCheckpoint, resolveModel } from './resolve-arguments.ts'

export default command({
  usage: 'export RUN|DIR --to TARGET --out DIR [--checkpoint best|last|STEP] · export --list',
  help: text(
    'Writes a trained model into a new folder for another tool. --list says for which, and what each cannot hold.',
    '将训练好的模型写入新文件夹，供其他工具使用。--list 列出可用的格式及各自无法保存的内容。',
  ),
  options: {
    list: { type: 'boolean' },
    to: { type: 'string' },
    out: { type: 'string' },
    checkpoint: { type: 'string' },
  },
  async run({ list, to, out, checkpoint = 'best' }, words, { client: open, answer, language }) {
    const client = await open()
    if (list) {
      requireArguments(words)
      const targets = await client.call('model.targets', {})
      const rows = targets.map(({ id, title, loses }) => [id, title[language], `${lost[language]}: ${loses[language]}`])
      answer(targets, () => formatTable(rows))
      return exitCodes.done
    }
    const [from] = requireArguments(words, 'RUN')
    if (to === undefined) throw new UsageError('--to is missing')
    if (out === undefined) throw new UsageError('--out is missing')
    const exported = await client.call('model.export', {
      from: await resolveModel(client, from),
      checkpoint: parseCheckpoint(checkpoint),
      to,
      folder: resolve(out),
    })
    answer(exported, () => [exported.folder, ...exported.files.map(file => `  ${file}`)].join('\n'))
    return exitCodes.done
  },
})

const lost = text('Not kept', '不保存')
