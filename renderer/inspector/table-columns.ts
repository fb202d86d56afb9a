import { useEffect, useState } from 'react'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { Refusals } from '../../core/problem.ts'
import { patchbay } from '../connection/client.ts'

/** The columns of the table that a block reads; none while there is no table, or something is wrong with it. */
export function useTableColumns(placed: PlacedBlock, wanted: boolean): readonly string[] {
  const [columns, setColumns] = useState<readonly string[]>([])
  useEffect(() => {
    if (!wanted) return setColumns([])
    let late = false
    const take = (names: readonly string[]) => {
      if (!late) setColumns(names)
    }
    patchbay.call('block.table', { block: placed }).then(
      table => take(table?.columns.map(({ name }) => name) ?? []),
      error => {
        if (!(error instanceof Refusals)) throw error
        take([]) // the problem is told at its parameter
      },
    )
    return () => {
      late = true
    }
  }, [placed, wanted])
  return columns
}
