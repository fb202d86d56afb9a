import type { Messages } from '../en/messages.ts'

export const topBar = {
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

export const help = {
  keys: '快捷键',
  keyGroups: { file: '文件', edit: '编辑', canvas: '画布', run: '运行', view: '视图' },
  helpIntro:
    '模块是训练流程的各个阶段，连线传递它们之间的数据。将数据、分词器、数据整理器、模型架构和训练目标连接到训练器，然后点击“运行”。',
  problemTitle: '有需要处理的问题',
  dismiss: '关闭提示',
  notices: '消息',
} satisfies Partial<Messages>

export const settings = {
  settingsTitle: '设置',
  settingsLooks: '外观',
  settingsWorking: '使用方式',
  settingsPlaces: '存储位置',
  motion: '动画',
  motionFull: '完整',
  motionLess: '减少',
  motionHelp: '减少动画后，界面不再滑动或淡入淡出。',
  view: '视图',
  viewCanvas: '画布',
  viewSimple: '简洁',
  viewHelp: '简洁视图以表单形式显示同一个流程图，可随时切换。',
  homeHelp: '运行记录、模型和草稿都保存在此文件夹中。如需更换，请设置 PATCHBAY_HOME。',
} satisfies Partial<Messages>

export const tour = {
  takeTour: '新手导览',
  tourStep: (step, of) => `第 ${step} 步，共 ${of} 步`,
  tourNext: '下一步',
  tourBack: '上一步',
  tourDone: '完成',
  tourSkip: '跳过导览',
} satisfies Partial<Messages>
