import { text } from '../../../core/text.ts'
import { command, exit, need, UsageError, wholeNumber } from './command.ts'
import { graphFile } from './graph-file.ts'
import { overrideOptions, overrides } from './overrides.ts'
import { awaited } from './preview-progress.ts'
import { previewWords } from './preview-words.ts'
import { untilInterrupted } from './until-interrupted.ts'

export default command({
  usage: 'preview FILE --block ID [--rows N] [--step N] [--seed N] [--set block.param=value]…',
  help: text(
    'Shows what leaves a block: rows, tokens, or batches with labels and masks. With --json, every tensor whole.',
    '显示从模块输出的内容：数据行、词元，或带标签与掩码的批次。使用 --json 输出完整张量。',
  ),
  options: { ...overrideOptions, block: { type: 'string' }, rows: { type: 'string' }, step: { type: 'string' } },
  async run(values, words, { client: open, answer, language }) {
    const [file] = need(words, 'FILE')
    if (!values.block) throw new UsageError('--block is missing')
    const numbers = Object.entries({
      rows: wholeNumber('rows', values.rows),
      step: wholeNumber('step', values.step),
      seed: wholeNumber('seed', values.seed),
    }).filter(([, n]) => n !== undefined)
    const client = await open()
    const graph = await graphFile(client, file)
    const { seed: _, ...changes } = values // the batch’s own seed: the graph may have no trainer yet
    const question = {
      graph,
      set: await overrides(client, graph, changes),
      block: values.block,
      ...(Object.fromEntries(numbers) as Partial<Record<string, number>>),
    }
    const events = client.listen('graph.preview', question, untilInterrupted())
    const found = await awaited(events, process.stderr, language)
    if (!found) return exit.interrupted
    answer(found, () => previewWords(found, language))
    return exit.done
  },
})
