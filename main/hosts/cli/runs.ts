import type { Run } from '../../../core/run/run.ts'
import type { Language } from '../../../core/text.ts'
import { text } from '../../../core/text.ts'
import { command, exitCodes, requireArguments } from './command.ts'
import { formatTable, formatValue } from './format-values.ts'
import { stateLabels, taskName } from './labels.ts'

export default command({
  usage: 'runs [--filter S]',
  help: text('Lists the runs, newest first.', '列出所有运行，最新的在前。'),
  options: { filter: { type: 'string' } },
  async run({ filter = '' }, words, { client, answer, language }) {
    requireArguments(words)
    const runs = await (await client()).call('run.list', { filter })
    answer(runs, () =>
      runs.length === 0 ? none[language] : formatTable([heads[language], ...runs.map(run => row(run, language))]),
    )
    return exitCodes.done
  },
})

const none = text('No runs yet. Start one: patchbay run clm', '还没有运行。开始一个：patchbay run clm')

const heads: Readonly<Record<Language, readonly string[]>> = {
  en: ['run', 'name', 'state', 'objective', 'step', 'validation loss', 'started'],
  zh: ['编号', '名称', '状态', '训练目标', '步', '验证损失', '开始时间'],
}

const row = (run: Run, language: Language): string[] => [
  run.id,
  run.name,
  stateLabels[run.state][language],
  taskName(run.task, language),
  `${formatValue(run.step)}/${formatValue(run.steps)}`,
  formatValue(run.latest['validation/loss']),
  new Date(run.started).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB'),
]
