import { building } from './en/building.ts'
import { canvas } from './en/canvas.ts'
import { economy } from './en/economy.ts'
import { files } from './en/files.ts'
import { groups } from './en/groups.ts'
import { help } from './en/help.ts'
import { inspector } from './en/inspector.ts'
import { palette } from './en/palette.ts'
import { playground } from './en/playground.ts'
import { preview } from './en/preview.ts'
import { runs } from './en/runs.ts'
import { settings } from './en/settings.ts'
import { sight } from './en/sight.ts'
import { simple } from './en/simple.ts'
import { templates } from './en/templates.ts'
import { tour } from './en/tour.ts'
import { truth } from './en/truth.ts'
import { ways } from './en/ways.ts'
import { window } from './en/window.ts'

/** Every sentence of the window, a file for each part of it. A language that misses one does not compile. */
export const en = {
  ...window,
  ...palette,
  ...building,
  ...canvas,
  ...groups,
  ...inspector,
  ...preview,
  ...economy,
  ...runs,
  ...playground,
  ...files,
  ...help,
  ...settings,
  ...simple,
  ...sight,
  ...truth,
  ...ways,
  ...templates,
  ...tour,
}

type Words<T> = T extends (...given: infer G) => string
  ? (...given: G) => string
  : T extends string
    ? string
    : { readonly [K in keyof T]: Words<T[K]> }

export type Messages = Words<typeof en>
