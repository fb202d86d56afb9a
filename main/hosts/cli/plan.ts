import type { Estimate } from '../../../core/plan/estimate.ts'
import type { Plan, Source } from '../../../core/plan/plan.ts'
import { Refusals } from '../../../core/problem.ts'
import type { Language } from '../../../core/text.ts'
import { text } from '../../../core/text.ts'
import { command, exitCodes, requireArguments } from './command.ts'
import { formatTable, formatValue } from './format-values.ts'
import { taskName } from './labels.ts'
import { overrideOptions, parseOverrides } from './overrides.ts'
import { openGraphFile } from './resolve-arguments.ts'

export default command({
  usage: 'plan FILE [--set block.param=value]…',
  help: text(
    'Shows what a pipeline compiles to: size, memory and compute. With --json, the whole plan.',
    '显示流程图编译后的规模、内存和计算量。使用 --json 输出完整计划。',
  ),
  options: overrideOptions,
  async run(values, words, { client: open, answer, language }) {
    const [file] = requireArguments(words, 'FILE')
    const client = await open()
    const graph = await openGraphFile(client, file)
    const set = await parseOverrides(client, graph, values)
    const { planned, problems } = await client.call('graph.check', { graph, set })
    if (!planned) throw new Refusals(problems)
    answer(planned, () => formatTable(rows(planned.plan, planned.estimate, language)))
    return exitCodes.done
  },
})

function rows({ name, batches, objective, training }: Plan, estimate: Estimate, language: Language): string[][] {
  const { length, targetLength, tokens } = batches
  const amount =
    training.steps === undefined ? `${formatValue(training.epochs)} epochs` : `${formatValue(training.steps)} steps`
  const most = estimate.atMost ? '≤ ' : ''
  const words: [string, string, string][] = [
    ['name', '名称', name],
    ['objective', '目标', taskName(batches.task, language)],
    ['data', '数据', source(tokens.rows.source)],
    ['tokenizer', '分词器', `${tokens.tokenizer.block}, ${formatValue(tokens.vocabulary.size)} tokens`],
    [
      'collator',
      '数据整理器',
      `${batches.collator.block}, ${[length, targetLength].filter(Boolean).join(' → ')} tokens`,
    ],
    ['network', '网络', `${objective.network.block}, ${objective.network.kind}`],
    ['parameters', '参数量', formatValue(estimate.parameters)],
    ['memory', '内存', `${formatValue(Math.ceil(estimate.memory))} MiB`],
    ['training length', '训练长度', `${amount} × ${most}${formatValue(estimate.tokensPerStep)} tokens`],
    ['compute', '计算量', `${most}${formatValue(estimate.flopsPerStep / 1e9)} GFLOP / step`],
    ['device', '设备', training.device],
  ]
  return words.map(([en, zh, value]) => [language === 'zh' ? zh : en, value])
}

function source(from: Source): string {
  if (from.kind === 'join')
    return Object.values(from.parts)
      .map(part => source(part.source))
      .join(' + ')
  return from.kind === 'sample' ? from.name : from.path
}
