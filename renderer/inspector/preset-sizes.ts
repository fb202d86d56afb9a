import { useEffect, useState } from 'react'
import { Refusals } from '../../core/problem.ts'
import { patchbay } from '../connection/client.ts'
import { useChecking } from '../document/checking.ts'
import { useAddress, useWholeGraph } from '../document/editor.ts'

type PresetSizes = Readonly<Record<string, number>>

const unknown: PresetSizes = {}

/** Parameters of each preset of a block in the graph on the canvas; empty while the graph has problems. */
export function usePresetSizes(id: string): PresetSizes {
  const block = useAddress(id)
  const graph = useWholeGraph()
  const { upToDate: current, plan } = useChecking()
  const [sizes, setSizes] = useState(unknown)
  const state = !current ? 'checking' : plan ? 'sound' : 'broken'
  useEffect(() => {
    if (state === 'checking') return // the sizes before are the best guess
    if (state === 'broken') return setSizes(unknown)
    let late = false
    const take = (found: PresetSizes) => {
      if (!late) setSizes(found)
    }
    patchbay.call('graph.sizes', { graph, block }).then(take, error => {
      if (!(error instanceof Refusals)) throw error
      take(unknown)
    })
    return () => {
      late = true
    }
  }, [graph, block, state])
  return sizes
}
