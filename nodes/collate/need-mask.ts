import type { Tokens } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'

/** The token that hides others; refuses a tokenizer without one. */
export function needMask({ vocabulary }: Tokens): number {
  if (vocabulary.mask !== undefined) return vocabulary.mask
  return refuse('no-mask-token', {
    param: 'tokens',
    cure: { of: ['tokens'], set: { mask: true } },
    message: text(
      'The tokenizer has no mask token, so nothing can be hidden.',
      '分词器没有掩码词元，因此无法隐藏任何内容。',
    ),
    fix: text('Turn on “Mask token” in the tokenizer.', '请在分词器中打开“掩码词元”。'),
  })
}
