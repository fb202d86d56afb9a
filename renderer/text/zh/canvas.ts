import type { Messages } from '../en.ts'

export const canvas = {
  canvas: '画布',
  emptyTitle: '开始搭建流程图',
  emptyText: '选择一个模板并点击“运行”，或添加第一个模块。',
  zoomIn: '放大',
  zoomOut: '缩小',
  fitView: '显示全部',
  tidy: '整理布局',
  input: port => `输入：${port}`,
  output: port => `输出：${port}`,
  wire: (from, to) => `从${from}到${to}的连线`,
  blockLabel: (title, state) => (state ? `${title}：${state}` : title),
  unknownBlock: '未知模块',
  added: title => `已添加${title}。`,
} satisfies Partial<Messages>
