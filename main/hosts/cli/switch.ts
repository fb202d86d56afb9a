import { resolve } from 'node:path'
import type { BlockInfos } from '../../../core/block/block-info.ts'
import type { SwitchedGraphWithSizes } from '../../../core/compile/switch-objective.ts'
import { objectiveFamilyTitles } from '../../../core/graph/describe-edit.ts'
import type { ObjectiveFamily } from '../../../core/plan/plan.ts'
import { objectiveFamilies } from '../../../core/plan/plan.ts'
import type { Language } from '../../../core/text.ts'
import { text } from '../../../core/text.ts'
import { command, exitCodes, requireArguments, UsageError } from './command.ts'
import { formatTable, formatValue } from './format-values.ts'
import { overrideOptions, parseOverrides } from './overrides.ts'
import { openGraphFile } from './resolve-arguments.ts'

/** The short names people use. */
const objectiveAliases: Readonly<Record<string, ObjectiveFamily>> = {
  clm: 'causal',
  mlm: 'masked',
  ...Object.fromEntries(objectiveFamilies.map(way => [way, way])),
}

export default command({
  usage: 'switch FILE --to clm|mlm|seq2seq [--out FILE] [--set block.param=value]…',
  help: text(
    'Switches a pipeline to another objective, keeping data, tokenizer, seed and token budget, and lists the changes. --out writes it to a new file.',
    '把流程图切换到另一种训练目标，保留数据、分词器、随机种子和词元预算，并列出更改。--out 写入新文件。',
  ),
  options: { ...overrideOptions, to: { type: 'string' }, out: { type: 'string' } },
  async run(values, words, { client: open, answer, language }) {
    const [file] = requireArguments(words, 'FILE')
    const to = objectiveAliases[values.to ?? '']
    if (!to) throw new UsageError(`--to must be clm, mlm or seq2seq, not “${values.to ?? ''}”`)
    const client = await open()
    const graph = await openGraphFile(client, file)
    const switched = await client.call('graph.switch', { graph, set: await parseOverrides(client, graph, values), to })
    if (values.out) await client.call('file.save', { path: resolve(values.out), graph: switched.graph })
    const blocks = new Map((await client.call('block.list', {})).map(info => [info.id, info]))
    answer(switched, () => formatSwitch(switched, { to, blocks, language }))
    return exitCodes.done
  },
})

interface SwitchContext {
  readonly to: ObjectiveFamily
  readonly blocks: BlockInfos
  readonly language: Language
}

function formatSwitch(
  { changes, parameters, problems }: SwitchedGraphWithSizes,
  { to, blocks, language }: SwitchContext,
): string {
  const title = (type: string) => blocks.get(type)?.title[language] ?? type
  const settings = (params: Readonly<Record<string, unknown>>) =>
    Object.entries(params)
      .map(([name, value]) => `${name}=${String(value)}`)
      .join(' ')
  const rows = changes.map(({ block, from, to }) => [
    block,
    from.type === to.type ? title(to.type) : `${title(from.type)} → ${title(to.type)}`,
    settings(to.params),
  ])
  const [before, after] = parameters.map(count => (count === undefined ? '?' : formatValue(count)))
  return [
    objectiveFamilyTitles[to][language],
    formatTable(rows),
    `${text('parameters', '参数量')[language]}  ${before} → ${after}`,
    ...problems.map(({ message }) => `! ${message[language]}`),
  ].join('\n')
}
