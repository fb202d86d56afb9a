import type { Batch } from '../../../core/data/batch.ts'
import { countPadding } from '../../../core/train/batching/padding.ts'

/** What becomes of the time of steps and of the places of batches. */
export function trackThroughput() {
  let [waited, spent, places, empty] = [0, 0, 0, 0]
  return {
    /** A step over these batches took so many seconds, in which it waited for them. */
    step(batches: readonly Batch[], seconds: { readonly waited: number; readonly all: number }): void {
      waited += seconds.waited
      spent += seconds.all
      for (const batch of batches) {
        const found = countPadding(batch)
        places += found.places
        empty += found.empty
      }
    },
    /** Shares so far: of the time, waiting for data; of the places that the network reads, filled up. Nothing before the first step. */
    values(): Record<string, number> {
      if (spent === 0) return {}
      return { 'train/waiting': waited / spent, ...(empty > 0 ? { 'train/padding': empty / places } : {}) }
    },
  }
}
