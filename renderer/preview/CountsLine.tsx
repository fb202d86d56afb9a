import type { Seen } from '../../core/preview/preview.ts'
import { useText } from '../text/use-text.ts'

/** How many rows each part has. */
export function CountsLine({ counts }: Pick<Seen, 'counts'>) {
  const { t, f } = useText()
  const parts = Object.entries(counts).filter(([, count]) => count > 0)
  return (
    <p>{parts.map(([part, n]) => `${t.parts[part as keyof typeof t.parts] ?? part}: ${f.whole(n)}`).join(' · ')}</p>
  )
}
