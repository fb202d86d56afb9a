import { text } from '../../core/text.ts'
import type { Command } from '../keys/command.ts'
import { togglePreview } from '../preview/preview-store.ts'
import { focusNextRegion } from '../shell/regions.ts'
import { showDialog } from '../state/dialogs.ts'
import { setSetting, useSettings } from '../state/settings.ts'
import { startTour } from '../tour/tour-steps.ts'

/** Parts of the window, and help. */
const commands: readonly Command[] = [
  {
    id: 'next-region',
    title: text('Focus the next panel', '转到下一个面板'),
    keywords: ['Focus the next panel', '转到下一个面板'],
    group: 'view',
    keys: ['F6'],
    where: 'window',
    run: () => focusNextRegion(1),
  },
  {
    id: 'previous-region',
    title: text('Focus the previous panel', '转到上一个面板'),
    keywords: ['Focus the previous panel', '转到上一个面板'],
    group: 'view',
    keys: ['Shift+F6'],
    where: 'window',
    run: () => focusNextRegion(-1),
  },
  {
    id: 'switch-view',
    title: text('Switch between canvas and simple view', '切换画布与简洁视图'),
    group: 'view',
    keys: ['Alt+V'],
    where: 'window',
    run: () => setSetting('view', useSettings.getState().view === 'canvas' ? 'simple' : 'canvas'),
  },
  {
    id: 'switch-language',
    title: text('Switch English / 中文', '切换 English / 中文'),
    group: 'view',
    keys: ['Alt+L'],
    where: 'window',
    run: () => setSetting('language', useSettings.getState().language === 'en' ? 'zh' : 'en'),
  },
  {
    id: 'toggle-outline',
    title: text('Show or hide the outline', '显示或隐藏大纲'),
    group: 'view',
    keys: ['Alt+T'],
    where: 'window',
    run: () => setSetting('outline', useSettings.getState().outline === 'shown' ? 'hidden' : 'shown'),
  },
  {
    id: 'toggle-preview',
    title: text('Show or hide the preview of the selected block', '显示或隐藏所选模块的预览'),
    keywords: ['Show or hide the preview of the selected block', '显示或隐藏所选模块的预览'],
    group: 'view',
    keys: ['Alt+P'],
    where: 'window',
    run: togglePreview,
  },
  {
    id: 'command-palette',
    title: text('Find a command', '查找命令'),
    group: 'view',
    keys: ['Mod+K', 'Mod+Shift+P'],
    where: 'window',
    run: () => showDialog({ kind: 'commands' }),
  },
  {
    id: 'settings',
    title: text('Settings', '设置'),
    group: 'view',
    keys: ['Mod+,'],
    where: 'window',
    run: () => showDialog({ kind: 'settings' }),
  },
  {
    id: 'change-keys',
    title: text('Change keyboard shortcuts', '更改快捷键'),
    keywords: ['Change the keys'],
    group: 'view',
    keys: [],
    where: 'window',
    run: () => showDialog({ kind: 'keys' }),
  },
  {
    id: 'help',
    title: text('Keyboard shortcuts and help', '快捷键与帮助'),
    keywords: ['Keys and help'],
    group: 'view',
    keys: ['F1'],
    where: 'window',
    run: () => showDialog({ kind: 'help' }),
  },
  {
    id: 'tour',
    title: text('Take the tour', '新手导览'),
    keywords: ['Show me around'],
    group: 'view',
    keys: ['Shift+F1'],
    where: 'window',
    run: startTour,
  },
]

export default commands
