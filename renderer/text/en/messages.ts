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

/** Every sentence of the window, a file for each part of it. A language that misses one does not compile. */
export const en = {
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
}

type Translated<T> = T extends (...given: infer G) => string
  ? (...given: G) => string
  : T extends string
    ? string
    : { readonly [K in keyof T]: Translated<T[K]> }

export type Messages = Translated<typeof en>
