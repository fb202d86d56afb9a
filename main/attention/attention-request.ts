import type { Plan } from '../../core/plan/plan.ts'
import type { TextSide } from '../../core/preview/attention-mask.ts'

/** What the child is asked for. Plain JSON. */
export interface AttentionRequest {
  readonly home: string
  readonly plan: Plan
  /** Which example of the batch of which step, drawn with which seed (default: the plan's). */
  readonly example: number
  readonly step: number
  readonly seed?: number | undefined
  /** Options of a leak test; without them, attention masks are asked for. */
  readonly proving?: LeakTestOptions
}

export interface LeakTestOptions {
  /** A checkpoint's folder; without one, the weights are those that training starts with. */
  readonly folder?: string | undefined
  readonly lane?: TextSide | undefined
  readonly place?: number | undefined
}
