import type { Messages } from '../en/messages.ts'
import { attention } from './attention.ts'
import { canvas, palette } from './canvas.ts'
import { editing } from './editing.ts'
import { files } from './files.ts'
import { groups } from './groups.ts'
import { inspector } from './inspector.ts'
import { objective } from './objective.ts'
import { playground } from './playground.ts'
import { batchInspector, preview, throughput } from './preview.ts'
import { runs } from './runs.ts'
import { help, settings, topBar, tour } from './shell.ts'
import { simple } from './simple.ts'
import { templates } from './templates.ts'

export const zh = {
  ...topBar,
  ...palette,
  ...editing,
  ...canvas,
  ...groups,
  ...inspector,
  ...preview,
  ...throughput,
  ...runs,
  ...playground,
  ...files,
  ...help,
  ...settings,
  ...simple,
  ...attention,
  ...batchInspector,
  ...objective,
  ...templates,
  ...tour,
} satisfies Messages
