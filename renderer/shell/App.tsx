import type { ReactNode } from 'react'
import { AttentionView } from '../attention/AttentionView.tsx'
import { Canvas } from '../canvas/Canvas.tsx'
import { useConnection, useReady } from '../connection/client.ts'
import { Inspector } from '../inspector/Inspector.tsx'
import { Outline } from '../outline/Outline.tsx'
import { BlockList } from '../palette/BlockList.tsx'
import { Playground } from '../playground/Playground.tsx'
import { PreviewPanel } from '../preview/PreviewPanel.tsx'
import { RunsPanel } from '../runs/RunsPanel.tsx'
import { SimpleView } from '../simple/SimpleView.tsx'
import { useSettings } from '../state/settings.ts'
import { useText } from '../text/use-text.ts'
import { Dialogs } from './Dialogs.tsx'
import { Announcer, Notices } from './Notices.tsx'
import { PresenceBar } from './PresenceBar.tsx'
import { TopBar } from './TopBar.tsx'

/** The window: a bar on top, the graph as a canvas or as a form, previews and runs below. */
export function App() {
  const { view } = useSettings()
  return (
    <div className="app">
      <WhenReady>
        <TopBar />
      </WhenReady>
      <ConnectionBar />
      <WhenReady>
        <PresenceBar />
        <div className="work">
          {view === 'simple' ? <SimpleView /> : <CanvasView />}
          <PreviewPanel attention={<AttentionView />} />
          <RunsPanel playground={<Playground />} />
        </div>
        <Dialogs />
      </WhenReady>
      <Notices />
      <Announcer />
    </div>
  )
}

/** Shown at once, but what is done before the graph is there would be lost when it comes. */
function WhenReady({ children }: { readonly children: ReactNode }) {
  const { ready } = useReady()
  return (
    <div className="once-begun" inert={!ready} aria-busy={!ready}>
      {children}
    </div>
  )
}

/** Blocks on the left, the canvas, the inspector on the right. */
function CanvasView() {
  const outline = useSettings(s => s.outline)
  return (
    <>
      <BlockList />
      <main data-outline={outline}>
        <Outline />
        <Canvas />
      </main>
      <Inspector />
    </>
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
