import type { Plan } from '../../../core/plan/plan.ts'

/** What is asked of an evaluation. */
export interface EvaluationRequest {
  /** The checkpoint's. */
  readonly folder: string
  readonly plan: Plan
  readonly home: string
  /** A file of rows; what the run kept back when absent. */
  readonly data?: string
  /** Most rows to look at. */
  readonly limit?: number
  readonly beams: number
  readonly seed: number
}
