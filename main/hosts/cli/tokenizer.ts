import type { BlockInfo } from '../../../core/block/block-info.ts'
import { flatten } from '../../../core/graph/flatten.ts'
import type { Graph } from '../../../core/graph/graph.ts'
import type { Problem } from '../../../core/problem.ts'
import { Refusals } from '../../../core/problem.ts'
import { text } from '../../../core/text.ts'
import { command, exitCodes, integerOption, interruptSignal, requireArguments } from './command.ts'
import { formatTokenizer } from './format-tokenizer.ts'
import { overrideOptions, parseOverrides } from './overrides.ts'
import { awaitPreview } from './progress-line.ts'
import { openGraphFile } from './resolve-arguments.ts'

export default command({
  usage: 'tokenizer FILE [--block ID] [--text S] [--search S] [--pieces N] [--set block.param=value]…',
  help: text(
    'Shows how a pipeline’s tokenizer splits a text, how well it fits the data, and its vocabulary (--search: tokens containing this text).',
    '显示流程图中的分词器如何切分文本、与数据的契合程度，以及它的词表（--search：包含该文字的词元）。',
  ),
  options: {
    ...overrideOptions,
    block: { type: 'string' },
    text: { type: 'string' },
    search: { type: 'string' },
    pieces: { type: 'string' },
  },
  async run(values, words, { client: open, answer, language }) {
    const [file] = requireArguments(words, 'FILE')
    const client = await open()
    const graph = await openGraphFile(client, file)
    const set = await parseOverrides(client, graph, values)
    const block = values.block ?? onlyTokenizer(graph, await client.call('block.list', {}))
    const count = integerOption('pieces', values.pieces)
    const asked = {
      graph,
      set,
      block,
      ...(values.text === undefined ? {} : { text: values.text }),
      ...(values.search === undefined ? {} : { search: values.search }),
      count: count ?? 20,
    }
    const look = await awaitPreview(client.listen('tokenizer.look', asked, interruptSignal()), process.stderr, language)
    if (!look) return exitCodes.interrupted
    answer(look, () => formatTokenizer(look, values.text, language))
    return exitCodes.done
  },
})

/** The one block that gives tokens. Throws a problem when there is none, or several. */
function onlyTokenizer(graph: Graph, blocks: readonly BlockInfo[]): string {
  const giving = new Set(
    blocks.filter(({ outputs }) => Object.values(outputs).some(({ type }) => type === 'tokens')).map(({ id }) => id),
  )
  const [only, ...others] = flatten(graph).blocks.flatMap(({ id, type }) => (giving.has(type) ? [id] : []))
  if (only !== undefined && others.length === 0) return only
  throw new Refusals([only === undefined ? noTokenizer : severalTokenizers([only, ...others])])
}

const noTokenizer: Problem = {
  code: 'no-tokenizer',
  severity: 'error',
  message: text('There is no tokenizer in this pipeline.', '此流程图中没有分词器。'),
  fix: text('Add one, or choose another pipeline.', '请添加一个分词器，或指定其他流程图。'),
}

const severalTokenizers = (ids: readonly string[]): Problem => ({
  code: 'several-tokenizers',
  severity: 'error',
  message: text(`There are several tokenizers: ${ids.join(', ')}.`, `有多个分词器：${ids.join('、')}。`),
  fix: text('Choose one with --block.', '请用 --block 指定其中一个。'),
})
