import type { Blocks } from '../../core/block/block.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { Text } from '../../core/text.ts'

/** A model of another tool, as it can be asked, measured and trained on here. */
export interface ImportedModel {
  /** A folder in the layout of Transformers: the one that was read, or one that the importer wrote. */
  readonly folder: string
  /** The plan that the model would have been trained by. */
  readonly plan: Plan
}

/** A reader of models that another tool wrote. A file of this folder that exports one as its default adds it. */
export interface ModelImporter {
  readonly id: string
  readonly title: Text
  /** What it does not read. */
  readonly loses: Text
  /** Whether a path looks like one of the tool's models; without reading much. */
  readonly recognises: (path: string) => boolean
  /** Throws Refusals when the model cannot be used. */
  readonly read: (path: string, blocks: Blocks) => ImportedModel
}

/** A file of an importer. */
export type ModelImporterFile = { readonly default?: ModelImporter }
