import { writeFileSync } from 'node:fs'
import { text } from '../../../core/text.ts'
import { command, exitCodes, UsageError } from './command.ts'
import { comparisonPage } from './comparison-page.ts'
import { formatComparison } from './format-comparison.ts'
import { readPoints, resolveRun } from './resolve-arguments.ts'

export default command({
  usage: 'compare RUN RUN… [--html FILE]',
  help: text(
    'Compares runs side by side; --html writes a self-contained page.',
    '并排比较多次运行；--html 写出一个独立网页。',
  ),
  options: { html: { type: 'string' } },
  async run({ html }, words, { client: open, answer, language, print, json }) {
    if (words.length === 0) throw new UsageError('Missing argument: RUN')
    const client = await open()
    const chosen = await Promise.all(words.map(word => resolveRun(client, word)))
    const comparison = await client.call('run.compare', { runs: chosen.map(({ id }) => id) })
    answer(comparison, () => formatComparison(comparison, language))
    if (html === undefined) return exitCodes.done
    const points = await Promise.all(chosen.map(({ id }) => readPoints(client, id)))
    writeFileSync(html, comparisonPage(comparison, points, language))
    if (!json) print(`\n→ ${html}`)
    return exitCodes.done
  },
})
