import type { Messages } from '../en.ts'

export const settings = {
  settingsTitle: '设置',
  settingsLooks: '外观',
  settingsWorking: '使用方式',
  settingsPlaces: '数据存放位置',
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
