import type { Messages } from '../en.ts'

export const window = {
  app: 'Patchbay',
  untitled: '未命名',

  connecting: '正在连接…',
  connectionLost: '与 Patchbay 的连接已断开，正在重试…',

  name: '流程图名称',
  open: '打开',
  save: '保存',
  newPipeline: '新建流程图',
  undo: '撤销',
  redo: '重做',
  run: '运行',
  stop: '停止',
  stopping: '正在停止…',
  beginning: '准备中…',
  more: '更多',
  language: '语言',
  theme: '主题',
  themeSystem: '跟随系统',
  themeLight: '浅色',
  themeDark: '深色',
  themeContrast: '高对比度',
  help: '快捷键与帮助',
  close: '关闭',
  cancel: '取消',

  ready: '可以运行',
  todo: n => `还有 ${n} 项待设置`,
  errors: n => `${n} 个问题`,
} satisfies Partial<Messages>
