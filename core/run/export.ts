import type { Text } from '../text.ts'

/** A format of other tools that models can be written in. */
export interface ExportTargetInfo {
  readonly id: string
  readonly title: Text
  /** Which models it can hold. */
  readonly expresses: Text
  /** What of a checkpoint it cannot hold. */
  readonly loses: Text
}

/** A model that was written for another tool. */
export interface ExportedModel {
  readonly target: string
  readonly folder: string
  /** Paths in the folder. */
  readonly files: readonly string[]
}
