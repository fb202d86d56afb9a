import type { Graph } from '../../../core/graph/graph.ts'
import type { Client } from '../../../core/rpc/contract.ts'
import { text } from '../../../core/text.ts'
import type { Context } from './command.ts'
import { command, exitCodes, integerOption, interruptSignal, requireArguments, UsageError } from './command.ts'
import { formatAttention, formatLeakTest } from './format-attention.ts'
import { formatPreview } from './format-preview.ts'
import { overrideOptions, parseOverrides } from './overrides.ts'
import { awaitPreview } from './progress-line.ts'
import { graphOfDataFile, openGraphFile } from './resolve-arguments.ts'

/** What --attention, --leak-test and --position were called: still understood, no longer shown. */
const oldOptions = { sight: { type: 'boolean' }, proof: { type: 'boolean' }, place: { type: 'string' } } as const

interface OldOptions {
  readonly sight?: boolean
  readonly proof?: boolean
  readonly place?: string
}

const withOldOptions = <V extends OldOptions>({ sight, proof, place, ...values }: V) => ({
  ...(sight ? { attention: true } : {}),
  ...(proof ? { 'leak-test': true } : {}),
  ...(place === undefined ? {} : { position: place }),
  ...values,
})

export default command({
  usage:
    'preview FILE --block ID | DATA-FILE [--rows N] [--step N] [--seed N] [--set block.param=value]…\n' +
    '       preview FILE --attention | --leak-test [--position N] [--source] [--from RUN] [--example N]',
  help: text(
    'Shows the output of a block: rows, tokens, or batches with labels and masks; or the contents of a data file. With --json, complete tensors. --attention shows the attention mask of the network; --leak-test changes the tokens after a position (with --source: of the source) and shows which predictions change.',
    '显示模块的输出：数据行、词元，或带标签与掩码的批次；也可以查看数据文件的内容。使用 --json 输出完整张量。--attention 显示网络的注意力掩码；--leak-test 更改某个位置之后的词元（加 --source 则更改源文），并显示哪些预测会变化。',
  ),
  options: {
    ...overrideOptions,
    block: { type: 'string' },
    rows: { type: 'string' },
    step: { type: 'string' },
    attention: { type: 'boolean' },
    'leak-test': { type: 'boolean' },
    position: { type: 'string' },
    ...oldOptions,
    source: { type: 'boolean' },
    from: { type: 'string' },
    example: { type: 'string' },
  },
  async run(given, words, context) {
    const values = withOldOptions(given)
    const [file] = requireArguments(words, 'FILE')
    const network = values.attention || values['leak-test']
    const client = await context.client()
    const data = values.block || network ? undefined : await graphOfDataFile(client, file)
    if (!values.block && !network && !data) throw new UsageError('--block is required')
    const graph = data ?? (await openGraphFile(client, file))
    const { seed: _, ...changes } = values // the batch’s own seed: the graph may have no trainer yet
    const set = await parseOverrides(client, graph, changes)
    const drawn = { graph, set, ...numbers(values, 'step', 'seed') }
    if (values['leak-test']) return printLeakTest(values, drawn, { client, context })
    if (values.attention) {
      const sight = await client.call('graph.sight', { ...drawn, ...exampleOf(values) })
      context.answer(sight, () => formatAttention(sight, context.language))
      return exitCodes.done
    }
    const question = { ...drawn, block: values.block ?? 'data', ...numbers(values, 'rows') }
    const events = client.listen('graph.preview', question, interruptSignal())
    const found = await awaitPreview(events, process.stderr, context.language)
    if (!found) return exitCodes.interrupted
    context.answer(found, () => formatPreview(found, context.language))
    return exitCodes.done
  },
})

type Numbers = 'rows' | 'step' | 'seed' | 'position' | 'example'

/** Whole numbers that were given as options. */
const numbers = <K extends Numbers>(values: Partial<Record<Numbers, string>>, ...names: readonly K[]) =>
  Object.fromEntries(
    names.flatMap(name => {
      const number = integerOption(name, values[name])
      return number === undefined ? [] : [[name, number]]
    }),
  ) as Partial<Record<K, number>>

/** People count examples from 1. */
const exampleOf = (values: Partial<Record<Numbers, string>>) => {
  const { example = 1 } = numbers(values, 'example')
  return { example: Math.max(0, example - 1) }
}

interface LeakTestValues extends Partial<Record<Numbers, string>> {
  readonly source?: boolean | undefined
  readonly from?: string | undefined
}

async function printLeakTest(
  values: LeakTestValues,
  drawn: { readonly graph: Graph; readonly set: Readonly<Record<string, unknown>> },
  { client, context }: { readonly client: Client; readonly context: Context },
): Promise<number> {
  const { position } = numbers(values, 'position')
  const asked = {
    ...drawn,
    ...exampleOf(values),
    ...(position === undefined ? {} : { place: position }), // the first position that changes, from 0, is the one after position N
    ...(values.source ? { lane: 'input' as const } : {}),
    ...(values.from ? { from: values.from } : {}),
  }
  for await (const event of client.listen('graph.proof', asked, interruptSignal()))
    if (event.kind === 'done') context.answer(event.proof, () => formatLeakTest(event.proof, context.language))
  return exitCodes.done
}
