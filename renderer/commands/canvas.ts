import { text } from '../../core/text.ts'
import { type Direction, moveSelected, selectNearest, selectNextWire } from '../canvas/keyboard-navigation.ts'
import { tidy } from '../canvas/tidy.ts'
import { graphNow, select, useEditor, wireKey } from '../document/editor.ts'
import type { Command } from '../keys/command.ts'
import { closePeek, holdWire, usePeek } from '../peek/peek-store.ts'
import { fitCanvas, zoomIn, zoomOut, zoomToActualSize } from '../react-flow/viewport.ts'
import { setSetting, useSettings } from '../state/settings.ts'

const walkCommand = (direction: Direction, en: string, zh: string): Command => ({
  id: `walk-${direction}`,
  title: text(`Select the block ${en}`, `选择${zh}的模块`),
  group: 'canvas',
  keys: [`Arrow${direction.charAt(0).toUpperCase()}${direction.slice(1)}`],
  where: 'canvas',
  run: () => selectNearest(direction),
})

const moveCommand = (direction: Direction, en: string, zh: string): Command => ({
  id: `move-${direction}`,
  title: text(`Move the selection ${en}`, `向${zh}移动所选模块`),
  group: 'canvas',
  keys: [`Mod+Arrow${direction.charAt(0).toUpperCase()}${direction.slice(1)}`],
  where: 'canvas',
  run: () => moveSelected(direction),
})

/** Moving about the canvas. */
const commands: readonly Command[] = [
  walkCommand('left', 'to the left', '左侧'),
  walkCommand('right', 'to the right', '右侧'),
  walkCommand('up', 'above', '上方'),
  walkCommand('down', 'below', '下方'),
  {
    id: 'next-wire',
    title: text('Select the next wire', '选择下一条连线'),
    keywords: ['Select the next wire', '选择下一条连线'],
    group: 'canvas',
    keys: ['W'],
    where: 'canvas',
    run: () => selectNextWire(1),
  },
  {
    id: 'previous-wire',
    title: text('Select the previous wire', '选择上一条连线'),
    keywords: ['Select the previous wire', '选择上一条连线'],
    group: 'canvas',
    keys: ['Shift+W'],
    where: 'canvas',
    run: () => selectNextWire(-1),
  },
  moveCommand('left', 'left', '左'),
  moveCommand('right', 'right', '右'),
  moveCommand('up', 'up', '上'),
  moveCommand('down', 'down', '下'),
  {
    id: 'peek',
    title: text('Show the data in the wire', '查看连线中的数据'),
    keywords: ['Show the data in the wire', '查看连线中的数据'],
    group: 'canvas',
    keys: ['O'],
    where: 'canvas',
    run: peek,
  },
  {
    id: 'tidy',
    title: text('Tidy up', '整理布局'),
    group: 'canvas',
    keys: ['Shift+A'],
    where: 'window',
    run: tidy,
  },
  {
    id: 'fit-view',
    title: text('Fit view', '适应画布'),
    keywords: ['Fit view', '适应画布'],
    group: 'canvas',
    keys: ['.'],
    where: 'window',
    run: fitCanvas,
  },
  {
    id: 'zoom-in',
    title: text('Zoom in', '放大'),
    group: 'canvas',
    keys: ['Alt+=', 'Alt++'],
    where: 'window',
    run: zoomIn,
  },
  {
    id: 'zoom-out',
    title: text('Zoom out', '缩小'),
    group: 'canvas',
    keys: ['Alt+-'],
    where: 'window',
    run: zoomOut,
  },
  {
    id: 'zoom-whole',
    title: text('Zoom to 100 %', '缩放到 100 %'),
    group: 'canvas',
    keys: ['Mod+0'],
    where: 'window',
    run: zoomToActualSize,
  },
  {
    id: 'toggle-overview',
    title: text('Show or hide the minimap', '显示或隐藏缩略图'),
    keywords: ['Show or hide the overview'],
    group: 'canvas',
    keys: ['Alt+M'],
    where: 'window',
    run: () => setSetting('overview', useSettings.getState().overview === 'shown' ? 'hidden' : 'shown'),
  },
  {
    id: 'switch-pointing',
    title: text('Switch mouse / trackpad', '切换鼠标 / 触控板'),
    group: 'canvas',
    keys: [],
    where: 'window',
    run: () => setSetting('pointing', useSettings.getState().pointing === 'mouse' ? 'trackpad' : 'mouse'),
  },
]

/** Into the selected wire, or the first one that leaves the selected block; a second time closes it. */
function peek() {
  if (usePeek.getState().held) return closePeek()
  const { selectedWires, selected } = useEditor.getState()
  const leaving = graphNow().wires.find(([[from]]) => from === selected[0])
  const key = selectedWires[0] ?? (leaving && wireKey(leaving))
  if (key === undefined) return
  select([], [key])
  const box = document.querySelector(`.react-flow__edge[data-id="${CSS.escape(key)}"]`)?.getBoundingClientRect()
  holdWire(key, box ? box.x + box.width / 2 : 200, box ? box.y + box.height / 2 : 200, true)
}

export default commands
