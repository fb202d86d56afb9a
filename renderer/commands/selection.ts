import type { AlignEdge } from '../../core/graph/arrange.ts'
import { text } from '../../core/text.ts'
import { graphNow, select, useEditor, wireKey } from '../document/editor.ts'
import {
  align,
  anySelected,
  anySelectedGrouped,
  dissolveSubGraph,
  distribute,
  groupSelected,
  isSubGraph,
  leaveSubGraph,
  makeSubGraph,
  openSelectedSubGraph,
  selectDownstream,
  selectUpstream,
  severalSelected,
  toggleCollapsed,
  toggleDisabled,
  togglePinned,
  ungroupSelected,
} from '../groups/selection.ts'
import type { Command } from '../keys/command.ts'

const alignCommand = (edge: AlignEdge, en: string, zh: string): Command => ({
  id: `align-${edge}`,
  title: text(`Align ${en}`, zh),
  group: 'canvas',
  keys: [],
  where: 'canvas',
  enabled: severalSelected,
  run: () => align(edge),
})

const distributeCommand = (axis: 'across' | 'down', en: string, zh: string): Command => ({
  id: `distribute-${axis}`,
  title: text(`Space evenly ${en}`, zh),
  group: 'canvas',
  keys: [],
  where: 'canvas',
  enabled: severalSelected,
  run: () => distribute(axis),
})

/** Choosing blocks, and what is done with those chosen. */
const commands: readonly Command[] = [
  {
    id: 'select-all',
    title: text('Select everything', '全选'),
    group: 'edit',
    keys: ['Mod+A'],
    where: 'canvas',
    run: () =>
      select(
        graphNow().blocks.map(b => b.id),
        graphNow().wires.map(wireKey),
        graphNow().notes.map(n => n.id),
      ),
  },
  {
    id: 'select-nothing',
    title: text('Select nothing, or leave the sub-graph', '取消选择，或离开子图'),
    group: 'edit',
    keys: ['Escape'],
    where: 'canvas',
    run: () => {
      const { selected, selectedWires, selectedNotes } = useEditor.getState()
      if (selected.length + selectedWires.length + selectedNotes.length > 0) select([])
      else leaveSubGraph()
    },
  },
  {
    id: 'select-upstream',
    title: text('Select all that feeds the selection', '选择上游模块'),
    group: 'edit',
    keys: ['['],
    where: 'canvas',
    enabled: anySelected,
    run: selectUpstream,
  },
  {
    id: 'select-downstream',
    title: text('Select all that the selection feeds', '选择下游模块'),
    group: 'edit',
    keys: [']'],
    where: 'canvas',
    enabled: anySelected,
    run: selectDownstream,
  },
  {
    id: 'group',
    title: text('Group the selection', '将所选模块编组'),
    group: 'edit',
    keys: ['Mod+G'],
    where: 'canvas',
    enabled: anySelected,
    run: groupSelected,
  },
  {
    id: 'ungroup',
    title: text('Ungroup', '取消编组'),
    group: 'edit',
    keys: ['Mod+Shift+G'],
    where: 'canvas',
    enabled: anySelectedGrouped,
    run: ungroupSelected,
  },
  {
    id: 'make-sub-graph',
    title: text('Make a sub-graph of the selection', '将所选模块变为子图'),
    group: 'edit',
    keys: ['Mod+Shift+E'],
    where: 'canvas',
    enabled: anySelected,
    run: makeSubGraph,
  },
  {
    id: 'open-sub-graph',
    title: text('Open the sub-graph', '打开子图'),
    group: 'edit',
    keys: ['Alt+Enter'],
    where: 'canvas',
    enabled: isSubGraph,
    run: openSelectedSubGraph,
  },
  {
    id: 'dissolve-sub-graph',
    title: text('Dissolve the sub-graph', '拆开子图'),
    group: 'edit',
    keys: [],
    where: 'canvas',
    enabled: isSubGraph,
    run: dissolveSubGraph,
  },
  {
    id: 'bypass',
    title: text('Bypass the selection, or take it in again', '绕过或重新启用所选模块'),
    group: 'edit',
    keys: ['Mod+B'],
    where: 'canvas',
    enabled: anySelected,
    run: () => toggleDisabled('bypass'),
  },
  {
    id: 'mute',
    title: text('Mute the selection, or take it in again', '停用或重新启用所选模块'),
    group: 'edit',
    keys: ['Mod+M'],
    where: 'canvas',
    enabled: anySelected,
    run: () => toggleDisabled('mute'),
  },
  {
    id: 'collapse',
    title: text('Collapse or unfold the selection', '折叠或展开所选模块'),
    group: 'edit',
    keys: ['Alt+C'],
    where: 'canvas',
    enabled: anySelected,
    run: toggleCollapsed,
  },
  {
    id: 'pin',
    title: text('Pin the selection, or let it go', '固定或取消固定所选模块'),
    group: 'edit',
    keys: ['P'],
    where: 'canvas',
    enabled: anySelected,
    run: togglePinned,
  },
  alignCommand('left', 'left edges', '左对齐'),
  alignCommand('center', 'middles, side by side', '水平居中对齐'),
  alignCommand('right', 'right edges', '右对齐'),
  alignCommand('top', 'upper edges', '顶端对齐'),
  alignCommand('middle', 'middles, one below the other', '垂直居中对齐'),
  alignCommand('bottom', 'lower edges', '底端对齐'),
  distributeCommand('across', 'from left to right', '水平均匀分布'),
  distributeCommand('down', 'from top to bottom', '垂直均匀分布'),
]

export default commands
