import type { Estimate } from '../../../core/plan/estimate.ts'
import type { Plan, Source } from '../../../core/plan/plan.ts'
import { type Language, text } from '../../../core/text.ts'
import { command, exit, need } from './command.ts'
import { graphFile } from './graph-file.ts'
import { shown } from './numbers.ts'
import { overrideOptions, overrides } from './overrides.ts'
import { tasks } from './state-words.ts'
import { table } from './table.ts'

export default command({
  usage: 'plan FILE [--set block.param=value]…',
  help: text(
    'Shows what a pipeline compiles to: sizes, memory, work. With --json, the whole plan.',
    '显示流程图编译后的规模、内存和计算量。使用 --json 输出完整计划。',
  ),
  options: overrideOptions,
  async run(values, words, { client: open, answer, language }) {
    const [file] = need(words, 'FILE')
    const client = await open()
    const graph = await graphFile(client, file)
    const planned = await client.call('graph.plan', { graph, set: await overrides(client, graph, values) })
    answer(planned, () => table(rows(planned.plan, planned.estimate, language)))
    return exit.done
  },
})

function rows({ name, batches, objective, training }: Plan, estimate: Estimate, language: Language): string[][] {
  const { length, targetLength, tokens } = batches
  const amount = training.steps === undefined ? `${shown(training.epochs)} epochs` : `${shown(training.steps)} steps`
  const most = estimate.atMost ? '≤ ' : ''
  const words: [string, string, string][] = [
    ['name', '名称', name],
    ['objective', '目标', tasks[batches.task]?.[language] ?? batches.task],
    ['data', '数据', source(tokens.rows.source)],
    ['tokenizer', '分词器', `${tokens.tokenizer.block}, ${shown(tokens.vocabulary.size)} tokens`],
    ['batches', '批次', `${batches.collator.block}, ${[length, targetLength].filter(Boolean).join(' → ')} tokens`],
    ['network', '网络', `${objective.network.block}, ${objective.network.kind}`],
    ['parameters', '参数量', shown(estimate.parameters)],
    ['memory', '内存', `${shown(Math.ceil(estimate.memory))} MiB`],
    ['length', '训练长度', `${amount} × ${most}${shown(estimate.tokensPerStep)} tokens`],
    ['work', '计算量', `${most}${shown(estimate.flopsPerStep / 1e9)} GFLOP / step`],
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
