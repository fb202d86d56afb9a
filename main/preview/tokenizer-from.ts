import type { Tokens } from '../../core/plan/plan.ts'
import type { TokenizerFrom } from '../../core/preview/preview.ts'

/** Whether the pieces are those that training will have. `ofAll`: all of the data was there to learn from. */
export function tokenizerFrom({ file }: Tokens, ofAll: boolean): TokenizerFrom {
  if (file !== undefined) return 'file'
  return ofAll ? 'data' : 'sample'
}
