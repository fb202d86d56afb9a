import { useEffect, useMemo } from 'react'
import type { Graph } from '../../core/graph/graph.ts'
import { addressOf, graphNow, useEditor, useWholeGraph, wireKey } from '../document/editor.ts'
import { graphWithoutLayout } from '../document/graph-without-layout.ts'
import { cancelPreview, requestPreview, usePreview } from './preview-store.ts'

/** Milliseconds without a change after which a preview is worth making. */
const previewDelayMs = 350

/** Keeps the preview that of the selected block or wire, and gives the block that the data leaves. */
export function usePreviewOfSelection(): string | undefined {
  const graph = useWholeGraph()
  const block = useEditor(previewedBlock)
  const { rows, seed, step, view } = usePreview()
  const meaning = useMemo(() => graphWithoutLayout(graph), [graph])
  useEffect(() => cancelPreview, [])
  useEffect(() => {
    if (block === undefined || view !== 'data') return cancelPreview()
    const question = {
      graph: JSON.parse(meaning) as Graph,
      block: addressOf(block),
      rows,
      step,
      ...(seed === undefined ? {} : { seed }),
    }
    const timer = setTimeout(() => void requestPreview(question), previewDelayMs)
    return () => clearTimeout(timer)
  }, [meaning, block, rows, seed, step, view])
  return block
}

/** The selected block, or the one that the selected wire comes from. */
function previewedBlock({ selected, selectedWires }: ReturnType<typeof useEditor.getState>): string | undefined {
  if (selected.length > 0) return selected.length === 1 ? selected[0] : undefined
  const [key, ...others] = selectedWires
  return others.length > 0 ? undefined : graphNow().wires.find(wire => wireKey(wire) === key)?.[0][0]
}
