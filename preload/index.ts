import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge } from '../core/rpc/bridge.ts'
import { type ChannelResponse, openChannel } from '../core/rpc/channel.ts'

const { transport, hear } = openChannel(request => ipcRenderer.send('request', request))
ipcRenderer.on('response', (_event, response: ChannelResponse) => hear(response))

const bridge: Bridge = {
  call: (name, input) => transport.call(name, input),
  pathOf: file => webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]),
  listen(name, input, each, end) {
    const stop = new AbortController()
    void (async () => {
      for await (const reply of transport.listen(name, input, stop.signal)) each(reply)
      end()
    })()
    return () => stop.abort()
  },
}

contextBridge.exposeInMainWorld('patchbay', bridge)
