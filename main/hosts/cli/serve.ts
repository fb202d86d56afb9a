import { join } from 'node:path'
import { text } from '../../../core/text.ts'
import { command, exit, need, wholeNumber } from './command.ts'

export default command({
  usage: 'serve [--port N] [--no-open]',
  help: text(
    'Serves the window to a browser on this machine and prints its link.',
    '在本机为浏览器提供窗口，并打印链接。',
  ),
  options: { port: { type: 'string' }, 'no-open': { type: 'boolean' } },
  async run(values, words, { home, out }) {
    need(words)
    const port = wholeNumber('port', values.port)
    const { start } = await import('../launch.ts')
    const open = !values['no-open']
    await start({ root: join(out, '..'), out, home, host: 'web', open, ...(port === undefined ? {} : { port }) })
    return exit.done
  },
})
