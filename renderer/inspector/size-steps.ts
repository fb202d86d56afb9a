import type { Preset } from '../../core/block/block.ts'
import type { BlockInfo } from '../../core/block/block-info.ts'

export interface SizeStep {
  /** Absent for the user's own mix of settings. */
  readonly preset?: Preset & { readonly id: string }
  readonly needs: Preset['needs']
  readonly chosen: boolean
}

interface Sizes {
  /** Parameters of each preset that fits the graph; empty when that is not known. */
  readonly presets: Readonly<Record<string, number>>
  /** Parameters as it is drawn. */
  readonly now: number | undefined
}

/** The stops of a block's dial, the smallest first: the presets that fit, and where the block has none of them, its own size. */
export function sizeSteps(
  { presets, defaults }: BlockInfo,
  params: Readonly<Record<string, unknown>>,
  sizes: Sizes,
): readonly SizeStep[] {
  const has = ([name, value]: [string, unknown]) => (params[name] ?? defaults[name]) === value
  const chosen = Object.keys(presets).find(id => Object.entries(presets[id]?.params ?? {}).every(has))
  const known = Object.keys(sizes.presets).length > 0
  const steps = Object.entries(presets)
    .filter(([id]) => !known || id === chosen || id in sizes.presets)
    .map(([id, preset]): SizeStep => ({ preset: { id, ...preset }, needs: preset.needs, chosen: id === chosen }))
  if (chosen !== undefined) return steps
  const smaller = steps.filter(({ preset }) => preset && (sizes.presets[preset.id] ?? Infinity) <= (sizes.now ?? 0))
  const own: SizeStep = { needs: smaller.at(-1)?.needs ?? 'laptop', chosen: true }
  return [...smaller, own, ...steps.slice(smaller.length)]
}
