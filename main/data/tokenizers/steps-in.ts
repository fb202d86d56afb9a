/** A step of a normalizer or pre-tokenizer as tokenizer.json writes it. */
export type FileStep = Readonly<Record<string, unknown>> & { readonly type: string }

/** The steps of a part of a tokenizer.json, in order, whether it is a sequence (whose steps are under `key`), one step or none. */
export function stepsIn(part: unknown, key: 'normalizers' | 'pretokenizers'): readonly FileStep[] {
  if (typeof part !== 'object' || part === null) return []
  const steps = (part as Record<string, unknown>)[key]
  return Array.isArray(steps) ? steps.flatMap(step => stepsIn(step, key)) : [part as FileStep]
}

/** Whether a step makes something else of several spaces, as SentencePiece does. */
export const mergesSpaces = ({ type, pattern }: FileStep): boolean =>
  type === 'Replace' && (pattern as { Regex?: unknown } | undefined)?.Regex === ' {2,}'
