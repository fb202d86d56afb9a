import { join } from 'node:path'
import { text } from '../../../core/text.ts'
import { command, exitCodes, requireArguments, UsageError } from './command.ts'

export default command({
  usage: 'app [--host web|electron] [--no-open]',
  help: text(
    'Opens the window: in Electron, or in a browser if Electron is not installed.',
    '打开窗口：使用 Electron；未安装时使用浏览器。',
  ),
  options: { host: { type: 'string' }, 'no-open': { type: 'boolean' } },
  async run({ host, 'no-open': closed = false }, words, { home, out }) {
    requireArguments(words)
    if (host !== undefined && host !== 'web' && host !== 'electron')
      throw new UsageError('--host must be web or electron')
    const { startWindow } = await import('../start-window.ts')
    await startWindow({ root: join(out, '..'), out, home, open: !closed, ...(host === undefined ? {} : { host }) })
    return exitCodes.done
  },
})
