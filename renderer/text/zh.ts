import type { Messages } from './en.ts'
import { building } from './zh/building.ts'
import { canvas } from './zh/canvas.ts'
import { economy } from './zh/economy.ts'
import { files } from './zh/files.ts'
import { groups } from './zh/groups.ts'
import { help } from './zh/help.ts'
import { inspector } from './zh/inspector.ts'
import { palette } from './zh/palette.ts'
import { playground } from './zh/playground.ts'
import { preview } from './zh/preview.ts'
import { runs } from './zh/runs.ts'
import { settings } from './zh/settings.ts'
import { sight } from './zh/sight.ts'
import { simple } from './zh/simple.ts'
import { templates } from './zh/templates.ts'
import { tour } from './zh/tour.ts'
import { truth } from './zh/truth.ts'
import { ways } from './zh/ways.ts'
import { window } from './zh/window.ts'

export const zh = {
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
} satisfies Messages
