import { useEffect, useMemo } from 'react'
import type { Graph } from '../../core/graph/graph.ts'
import { useEditor, useGraph } from '../app/editor.ts'
import { usePreview, wantPreview } from './preview-store.ts'

/** Milliseconds without a change after which a preview is worth making. */
const settled = 350

/** Keeps the preview that of the selected block, and gives the block. */
export function useFollowSelection(): string | undefined {
  const graph = useGraph()
  const block = useEditor(e => (e.selected.length === 1 ? e.selected[0] : undefined))
  const { rows, seed, step } = usePreview()
  const meaning = useMemo(() => meaningOf(graph), [graph])
  useEffect(() => {
    if (block === undefined) return
    const question = { graph: JSON.parse(meaning) as Graph, block, rows, step, ...(seed === undefined ? {} : { seed }) }
    const timer = setTimeout(() => void wantPreview(question), settled)
    return () => clearTimeout(timer)
  }, [meaning, block, rows, seed, step])
  return block
}

/** The graph without what changes nothing about the data: where blocks stand and what they are called. */
const meaningOf = ({ format, blocks, wires }: Graph): string =>
  JSON.stringify({ format, blocks: blocks.map(({ id, type, params }) => ({ id, type, params })), wires })
