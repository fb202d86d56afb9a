import type { Run } from '../../../core/run.ts'
import { type Language, text } from '../../../core/text.ts'
import { command, exit, need } from './command.ts'
import { shown } from './numbers.ts'
import { states, taskName } from './state-words.ts'
import { table } from './table.ts'

export default command({
  usage: 'runs [--filter S]',
  help: text('Lists the runs, newest first.', '列出所有运行，最新的在前。'),
  options: { filter: { type: 'string' } },
  async run({ filter = '' }, words, { client, answer, language }) {
    need(words)
    const runs = await (await client()).call('run.list', { filter })
    answer(runs, () =>
      runs.length === 0 ? none[language] : table([heads[language], ...runs.map(run => row(run, language))]),
    )
    return exit.done
  },
})

const none = text('There are no runs yet. Start one: patchbay run clm', '还没有运行。开始一个：patchbay run clm')

const heads: Readonly<Record<Language, readonly string[]>> = {
  en: ['run', 'name', 'state', 'objective', 'step', 'validation loss', 'started'],
  zh: ['编号', '名称', '状态', '目标', '步', '验证损失', '开始时间'],
}

const row = (run: Run, language: Language): string[] => [
  run.id,
  run.name,
  states[run.state][language],
  taskName(run, language),
  `${shown(run.step)}/${shown(run.steps)}`,
  shown(run.latest['validation/loss']),
  new Date(run.started).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB'),
]
