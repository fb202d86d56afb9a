import type { Client, Transport } from '../../../core/rpc/contract.ts'
import type { Language } from '../../../core/text.ts'
import type { Context } from './command.ts'

interface Options {
  readonly home: string
  readonly out: string
  readonly language: Language
  readonly json: boolean
}

/** What commands work with. The app and its store are opened only by commands that need them. */
export function openContext(options: Options): Context & { close: () => Promise<void> } {
  let opened: ReturnType<typeof open> | undefined
  const app = () => (opened ??= open(options))
  const print = (line: string) => console.log(line)
  return {
    ...options,
    client: async () => (await app()).client,
    kill: () => void opened?.then(({ app }) => app.killRuns()),
    print,
    answer: (value, words) => print(options.json ? JSON.stringify({ ok: true, value }) : words()),
    close: async () => {
      const open = await opened?.catch(() => undefined) // why it did not open was said already
      await open?.app.close()
    },
  }
}

async function open({ home, out }: Options) {
  const [{ openApp }, { createClient, serve }] = await Promise.all([
    import('../../app.ts'),
    import('../../../core/rpc/serve.ts'),
  ])
  const app = openApp({ home, out })
  const transport: Transport = serve(app.service)
  const calls: Client = createClient(transport)
  return { app, client: calls }
}
