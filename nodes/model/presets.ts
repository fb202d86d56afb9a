import type { Preset } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'

/** Sizes of networks: three that two processor cores train in minutes, and those that were published. */

export const tiny = <const P>(params: P): Preset<P> => ({ name: text('tiny', '微型'), needs: 'laptop', params })
export const mini = <const P>(params: P): Preset<P> => ({ name: text('mini', '迷你'), needs: 'laptop', params })
export const small = <const P>(params: P): Preset<P> => ({ name: text('small', '小型'), needs: 'laptop', params })

/** A size that has a name everywhere. */
export const published = <const P>(name: string, params: P, needs: Preset['needs'] = 'large'): Preset<P> => ({
  name: text(name, name),
  needs,
  params,
})

/** Width, depth and heads, and an inner width that follows from the width. */
export const shape = (width: number, layers: number, heads: number) => ({ width, layers, heads, feedForward: 0 })
