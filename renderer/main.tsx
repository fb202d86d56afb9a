import './disable-zod-jit.ts'
import '@xyflow/react/dist/base.css'
import 'uplot/dist/uPlot.min.css'
import './style/tokens.css'
import './style/base.css'
import './style/layout.css'
import './style/canvas.css'
import './style/canvas-joining.css'
import './style/inspector.css'
import './style/size-slider.css'
import './style/runs.css'
import './style/run-details.css'
import './style/evaluation.css'
import './style/preview.css'
import './style/batch-inspector.css'
import './style/attention.css'
import './style/objective.css'
import './style/tokenizer-inspector.css'
import './style/playground.css'
import './style/dialogs.css'
import './style/settings.css'
import './style/simple.css'
import './style/editing.css'
import './style/groups.css'
import './style/outline.css'
import './style/templates.css'
import './style/tour.css'
import './style/narrow.css'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { ReactFlowProvider } from '@xyflow/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { type Command, registerCommands } from './keys/command.ts'
import { App } from './shell/App.tsx'
import { startWindow } from './shell/start.ts'

const place = document.getElementById('window')
if (!place) throw new Error('main: the page has no #window')

const tables = import.meta.glob<readonly Command[]>('./commands/*.ts', { eager: true, import: 'default' })
registerCommands(Object.values(tables).flat())

createRoot(place).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500}>
        <ReactFlowProvider>
          <App />
        </ReactFlowProvider>
      </Tooltip.Provider>
    </CSPProvider>
  </StrictMode>,
)
void startWindow()
