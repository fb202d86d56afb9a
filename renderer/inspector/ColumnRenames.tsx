import { useEffect, useState } from 'react'
import { Refusals } from '../../core/problem.ts'
import { columnRenames } from '../blocks/param-fields.ts'
import { patchbay } from '../connection/client.ts'
import { endAction, useAddress, useWholeGraph } from '../document/editor.ts'
import { useText } from '../text/use-text.ts'

interface ColumnRenamesProps {
  readonly id: string
  /** Of the canvas, or of a sub-graph on it. */
  readonly block: string
  readonly value: unknown
  readonly set: (value: unknown) => void
  readonly 'aria-describedby': string
}

/** The columns that come in: which of them stay, and what they are called from here on. Those that came in once and are named stay listed. */
export function ColumnRenames({ block, value, set, ...common }: ColumnRenamesProps) {
  const { t } = useText()
  const names = new Map(columnRenames(value))
  const columns = [...new Set([...useIncomingColumns(block), ...names.keys()])]
  const rename = (column: string, name: string | null) =>
    set(Object.fromEntries([...new Map(names).set(column, name)].filter(([from, to]) => from !== to)))
  if (columns.length === 0) return <p className="quiet">{t.noColumnsYet}</p>
  return (
    <ul className="column-names" id={common.id} aria-describedby={common['aria-describedby']}>
      {columns.map(column => {
        const name = names.has(column) ? names.get(column) : column
        return (
          <li key={column}>
            <input
              type="checkbox"
              aria-label={t.keepColumn(column)}
              checked={name !== null}
              onChange={e => {
                rename(column, e.target.checked ? column : null)
                endAction()
              }}
            />
            <input
              type="text"
              aria-label={t.newNameOf(column)}
              placeholder={column}
              disabled={name === null}
              value={name ?? ''}
              onChange={e => rename(column, e.target.value)}
              onBlur={endAction}
            />
            <span className="quiet">{column}</span>
          </li>
        )
      })}
    </ul>
  )
}

/** The columns of the rows that come into a block; none while something before it is wrong. */
function useIncomingColumns(id: string): readonly string[] {
  const block = useAddress(id)
  const graph = useWholeGraph()
  const [columns, setColumns] = useState<readonly string[]>([])
  useEffect(() => {
    let late = false
    const take = (found: readonly string[]) => {
      if (!late) setColumns(found)
    }
    patchbay.call('graph.columns', { graph, block }).then(take, error => {
      if (!(error instanceof Refusals)) throw error
      take([]) // the problem is told at its block
    })
    return () => {
      late = true
    }
  }, [graph, block])
  return columns
}
