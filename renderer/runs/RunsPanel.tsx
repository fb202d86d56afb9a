import { Tabs } from '@base-ui/react/tabs'
import { ChevronDown, ChevronUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../controls/IconButton.tsx'
import { ResizeHandle, usePanelHeight } from '../controls/ResizeHandle.tsx'
import { useText } from '../text/use-text.ts'
import { CompareTab } from './CompareTab.tsx'
import { CurveTab } from './CurveTab.tsx'
import { EvaluateTab } from './EvaluateTab.tsx'
import { LiveStrip } from './LiveStrip.tsx'
import { QueueList } from './QueueList.tsx'
import { RunTable } from './RunTable.tsx'
import { type RunTab, showTab, toggleRunsPanel, useRuns } from './run-store.ts'

/** The runs: a table on the left, and on the right the curve, a comparison, or the model to try. */
export function RunsPanel({ playground }: { readonly playground: ReactNode }) {
  const { t } = useText()
  const { visible, tab } = useRuns()
  const height = usePanelHeight('runs-height', 300)
  return (
    <section className="runs-panel" aria-label={t.runs} data-visible={visible}>
      {visible && <ResizeHandle height={height} label={t.resizeRuns} />}
      <header>
        <h2>{t.runs}</h2>
        <LiveStrip />
        <IconButton
          label={visible ? t.hideRuns : t.showRuns}
          icon={visible ? ChevronDown : ChevronUp}
          command="toggle-runs"
          onClick={toggleRunsPanel}
        />
      </header>
      {visible && (
        <div className="runs-body" ref={height.apply}>
          <div className="run-lists">
            <QueueList />
            <RunTable />
          </div>
          <Tabs.Root className="run-view" value={tab} onValueChange={value => showTab(value as RunTab)}>
            <Tabs.List className="tabs">
              <Tabs.Tab value="curve">{t.curve}</Tabs.Tab>
              <Tabs.Tab value="compare">{t.compare}</Tabs.Tab>
              <Tabs.Tab value="try">{t.tryIt}</Tabs.Tab>
              <Tabs.Tab value="evaluate">{t.evaluate}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="curve" className="tab-panel">
              <CurveTab />
            </Tabs.Panel>
            <Tabs.Panel value="compare" className="tab-panel">
              <CompareTab />
            </Tabs.Panel>
            <Tabs.Panel value="try" className="tab-panel">
              {playground}
            </Tabs.Panel>
            <Tabs.Panel value="evaluate" className="tab-panel">
              <EvaluateTab />
            </Tabs.Panel>
          </Tabs.Root>
        </div>
      )}
    </section>
  )
}
