import type { Problem } from '../../core/problem.ts'
import { howMany } from '../app/problem-words.ts'
import { useText } from '../text/use-text.ts'

/** How many problems there are at a line, or below it. */
export function Told({ problems }: { readonly problems: readonly Problem[] }) {
  const { t } = useText()
  return problems.length > 0 && <small className="told"> · {howMany(problems, t)}</small>
}
