import { Canvas } from '../canvas/Canvas.tsx'
import { Inspector } from '../inspector/Inspector.tsx'
import { BlockList } from '../palette/BlockList.tsx'
import { PreviewPanel } from '../preview/PreviewPanel.tsx'
import { RunsPanel } from '../runs/RunsPanel.tsx'
import { useText } from '../text/use-text.ts'
import { Announcer } from './Announcer.tsx'
import { useConnection } from './connection.ts'
import { Dialogs } from './Dialogs.tsx'
import { Notices } from './Notices.tsx'
import { TopBar } from './TopBar.tsx'

/** The window: a bar on top, blocks on the left, the canvas, the inspector on the right, the runs below. */
export function App() {
  return (
    <div className="app">
      <TopBar />
      <ConnectionBar />
      <div className="work">
        <BlockList />
        <main>
          <Canvas />
        </main>
        <Inspector />
        <PreviewPanel />
        <RunsPanel />
      </div>
      <Dialogs />
      <Notices />
      <Announcer />
    </div>
  )
}

function ConnectionBar() {
  const { t } = useText()
  const { state } = useConnection()
  if (state === 'connected') return null
  return (
    <p className="connection-bar" role="status">
      {state === 'lost' ? t.connectionLost : t.connecting}
    </p>
  )
}
