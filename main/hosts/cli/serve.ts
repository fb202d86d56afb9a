import { join } from 'node:path'
import { text } from '../../../core/text.ts'
import { command, exitCodes, integerOption, requireArguments } from './command.ts'

export default command({
  usage: 'serve [--port N] [--no-open]',
  help: text(
    'Serves the window to a browser on this machine and prints the link.',
    '在本机为浏览器提供窗口，并打印链接。',
  ),
  options: { port: { type: 'string' }, 'no-open': { type: 'boolean' } },
  async run(values, words, { home, out }) {
    requireArguments(words)
    const port = integerOption('port', values.port)
    const { startWindow } = await import('../start-window.ts')
    const open = !values['no-open']
    await startWindow({ root: join(out, '..'), out, home, host: 'web', open, ...(port === undefined ? {} : { port }) })
    return exitCodes.done
  },
})
