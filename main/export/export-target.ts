import type { Blocks } from '../../core/block/block.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { ExportTargetInfo } from '../../core/run/export.ts'

/** A saved model as a target gets it. */
export interface ExportSource {
  /** Its folder: a checkpoint, or a model of another tool. */
  readonly folder: string
  readonly plan: Plan
  readonly blocks: Blocks
}

/** A format to write models in. A file of this folder that exports one as its default adds it. */
export interface ExportTarget extends ExportTargetInfo {
  /** Writes the model into an empty folder, which becomes visible only when this has ended. Throws Refusals when it cannot be expressed. */
  readonly write: (source: ExportSource, folder: string) => void | Promise<void>
}

/** A file of an export target. */
export type ExportTargetFile = { readonly default?: ExportTarget }
