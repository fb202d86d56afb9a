import { join } from 'node:path'
import { text } from '../../../core/text.ts'
import { command, exit, need, UsageError } from './command.ts'

export default command({
  usage: 'app [--host web|electron] [--no-open]',
  help: text(
    'Opens the window: Electron’s, or a browser’s where Electron is not installed.',
    '打开窗口：使用 Electron；未安装时使用浏览器。',
  ),
  options: { host: { type: 'string' }, 'no-open': { type: 'boolean' } },
  async run({ host, 'no-open': closed = false }, words, { home, out }) {
    need(words)
    if (host !== undefined && host !== 'web' && host !== 'electron') throw new UsageError('--host is web or electron')
    const { start } = await import('../launch.ts')
    await start({ root: join(out, '..'), out, home, open: !closed, ...(host === undefined ? {} : { host }) })
    return exit.done
  },
})
