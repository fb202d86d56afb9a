import { describe, expect, test } from 'vitest'
import { type ChannelRequest, type ChannelResponse, openChannel, serveChannel } from '../../../core/rpc/channel.ts'
import type { AbortSignalLike, Transport } from '../../../core/rpc/contract.ts'

const open = { aborted: false, addEventListener: () => {}, removeEventListener: () => {} } satisfies AbortSignalLike

/** Two ends joined by a channel that only moves text. */
function joined(transport: Transport) {
  const far = serveChannel(transport, response => near.hear(JSON.parse(JSON.stringify(response)) as ChannelResponse))
  const near = openChannel(request => void far.hear(JSON.parse(JSON.stringify(request)) as ChannelRequest))
  return { ...near, far }
}

const counting: Transport = {
  call: async (name, input) => ({ ok: true, value: [name, input] }),
  async *listen(_name, input) {
    for (let n = 0; n < (input as number); n++) yield { ok: true, value: n }
  },
}

describe('a channel that only moves messages', () => {
  test('carries calls, several at once', async () => {
    const { transport } = joined(counting)
    const replies = await Promise.all([transport.call('a', 1), transport.call('b', 2)])
    expect(replies).toEqual([
      { ok: true, value: ['a', 1] },
      { ok: true, value: ['b', 2] },
    ])
  })

  test('carries a stream to its end', async () => {
    const { transport } = joined(counting)
    const values: unknown[] = []
    for await (const reply of transport.listen('count', 3, open)) values.push(reply)
    expect(values).toEqual([0, 1, 2].map(value => ({ ok: true, value })))
  })

  test('a stream nobody listens to any more is stopped at its source', async () => {
    let stopped = false
    const { transport } = joined({
      ...counting,
      async *listen(_name, _input, signal) {
        signal.addEventListener('abort', () => {
          stopped = true
        })
        for (let n = 0; !signal.aborted; n++) {
          yield { ok: true, value: n }
          await new Promise(resolve => setTimeout(resolve, 1))
        }
      },
    })
    for await (const reply of transport.listen('count', 0, open)) if (reply.ok && reply.value === 2) break
    expect(stopped).toBe(true)
  })

  test('when the channel is lost, whoever waits is told', async () => {
    const { transport, lost } = openChannel(() => {})
    const reply = transport.call('a', 1)
    lost()
    expect(await reply).toMatchObject({ ok: false, problems: [{ code: 'disconnected' }] })
  })
})
