import type { Text } from '../text.ts'

/** What one look at a model's folder came to. */
export interface Finding {
  readonly name: Text
  /** `skipped`: there was nothing to look at. */
  readonly state: 'passed' | 'failed' | 'skipped'
  readonly detail: Text
  /** Largest difference from the numbers in case.json, and the largest that passes. */
  readonly difference?: number
  readonly limit?: number
}

/** All that was found in a folder whose files can be used. */
export interface Verification {
  readonly folder: string
  readonly passed: boolean
  readonly findings: readonly Finding[]
}
