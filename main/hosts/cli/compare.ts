import { writeFileSync } from 'node:fs'
import { text } from '../../../core/text.ts'
import { chosenRun } from './chosen-run.ts'
import { command, exit, UsageError } from './command.ts'
import { comparisonPage } from './comparison-page.ts'
import { comparisonWords } from './comparison-words.ts'
import { pointsOf } from './points-of.ts'

export default command({
  usage: 'compare RUN RUN… [--html FILE]',
  help: text(
    'Puts runs side by side; --html writes a page that needs nothing else.',
    '并排比较多次运行；--html 写出一个独立网页。',
  ),
  options: { html: { type: 'string' } },
  async run({ html }, words, { client: open, answer, language, print, json }) {
    if (words.length === 0) throw new UsageError('RUN is missing')
    const client = await open()
    const chosen = await Promise.all(words.map(word => chosenRun(client, word)))
    const comparison = await client.call('run.compare', { runs: chosen.map(({ id }) => id) })
    answer(comparison, () => comparisonWords(comparison, language))
    if (html === undefined) return exit.done
    const points = await Promise.all(chosen.map(({ id }) => pointsOf(client, id)))
    writeFileSync(html, comparisonPage(comparison, points, language))
    if (!json) print(`\n→ ${html}`)
    return exit.done
  },
})
