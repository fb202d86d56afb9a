import { type ChannelRequest, type ChannelResponse, openChannel } from '../../core/rpc/channel.ts'
import type { Transport } from '../../core/rpc/contract.ts'

/** Calls over a WebSocket to the page's own host. Connects again by itself; `changed` hears whether it is connected. */
export function webChannel(changed: (connected: boolean) => void): Transport {
  let socket: WebSocket | undefined
  let unsent: string[] = []
  const { transport, hear, lost } = openChannel((request: ChannelRequest) => {
    const message = JSON.stringify(request)
    if (socket?.readyState === WebSocket.OPEN) socket.send(message)
    else unsent.push(message)
  })

  function connect() {
    const next = new WebSocket(`ws://${location.host}/calls`)
    next.onopen = () => {
      socket = next
      for (const message of unsent) next.send(message)
      unsent = []
      changed(true)
    }
    next.onmessage = ({ data }) => hear(JSON.parse(String(data)) as ChannelResponse)
    next.onclose = () => {
      socket = undefined
      unsent = []
      changed(false)
      lost()
      setTimeout(connect, 1000)
    }
  }
  connect()
  return transport
}
