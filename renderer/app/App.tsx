import type { ReactNode } from 'react'
import { Canvas } from '../canvas/Canvas.tsx'
import { Inspector } from '../inspector/Inspector.tsx'
import { Outline } from '../outline/Outline.tsx'
import { BlockList } from '../palette/BlockList.tsx'
import { PreviewPanel } from '../preview/PreviewPanel.tsx'
import { RunsPanel } from '../runs/RunsPanel.tsx'
import { SimpleView } from '../simple/SimpleView.tsx'
import { useText } from '../text/use-text.ts'
import { Announcer } from './Announcer.tsx'
import { useBegun } from './begun.ts'
import { useConnection } from './connection.ts'
import { Dialogs } from './Dialogs.tsx'
import { Notices } from './Notices.tsx'
import { SharedBar } from './SharedBar.tsx'
import { useSettings } from './settings.ts'
import { TopBar } from './TopBar.tsx'

/** The window: a bar on top, the graph as a canvas or as a form, previews and runs below. */
export function App() {
  const { view } = useSettings()
  return (
    <div className="app">
      <OnceBegun>
        <TopBar />
      </OnceBegun>
      <ConnectionBar />
      <OnceBegun>
        <SharedBar />
        <div className="work">
          {view === 'simple' ? <SimpleView /> : <CanvasView />}
          <PreviewPanel />
          <RunsPanel />
        </div>
        <Dialogs />
      </OnceBegun>
      <Notices />
      <Announcer />
    </div>
  )
}

/** Shown at once, but what is done before the graph is there would be lost when it comes. */
function OnceBegun({ children }: { readonly children: ReactNode }) {
  const { begun } = useBegun()
  return (
    <div className="once-begun" inert={!begun} aria-busy={!begun}>
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
