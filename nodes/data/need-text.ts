import type { Rows } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'

/** Refuses rows without a column `text`: what belongs together cannot be cut into pieces alone. */
export function needText({ columns }: Rows): void {
  if (columns.includes('text')) return
  refuse('no-text', {
    param: 'rows',
    message: text(
      `Only texts can be cut into pieces; these rows have ${columns.join(', ')}, which belong together.`,
      `只有文本可以切成小段；这些行含有 ${columns.join('、')}，它们必须成套出现。`,
    ),
    fix: text('Use this block after a source of texts.', '请在文本来源之后使用此模块。'),
  })
}
