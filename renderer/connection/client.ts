import { create } from 'zustand'
import type { Bridge } from '../../core/rpc/bridge.ts'
import type { Client, Reply, Transport } from '../../core/rpc/contract.ts'
import { createClient } from '../../core/rpc/serve.ts'
import { webChannel } from './web-channel.ts'

declare global {
  interface Window {
    /** Set by the preload script in Electron. */
    readonly patchbay?: Bridge
  }
}

export const useConnection = create<{ readonly state: 'connecting' | 'connected' | 'lost' }>(() => ({
  state: 'connecting',
}))

/** Every call and stream of the app, whichever host carries them. */
export const patchbay: Client = createClient(transport())

function transport(): Transport {
  if (!window.patchbay)
    return webChannel(connected => useConnection.setState({ state: connected ? 'connected' : 'lost' }))
  useConnection.setState({ state: 'connected' })
  return overBridge(window.patchbay)
}

/** Electron passes functions into a page, but no async iterables: streams arrive reply by reply. */
function overBridge(bridge: Bridge): Transport {
  return {
    call: bridge.call,
    async *listen(name, input, signal) {
      const queue: Reply[] = []
      let ended = false
      let wake = () => {}
      const hear = (reply: Reply) => {
        queue.push(reply)
        wake()
      }
      const end = () => {
        ended = true
        wake()
      }
      const stop = bridge.listen(name, input, hear, end)
      signal.addEventListener('abort', () => wake(), { once: true })
      try {
        while (!signal.aborted) {
          const reply = queue.shift()
          if (reply) yield reply
          else if (ended) return
          else
            await new Promise<void>(resolve => {
              wake = resolve
            })
        }
      } finally {
        stop()
      }
    },
  }
}

/** Whether the window has what it is to show: its blocks, and the graph that was open last. Until then nothing can be done in it. */
export const useReady = create<{ readonly ready: boolean }>(() => ({ ready: false }))
