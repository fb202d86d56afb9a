import type { Messages } from '../en/messages.ts'

export const canvas = {
  canvas: '画布',
  emptyTitle: '开始搭建流程图',
  emptyText: '选择一个模板并点击“运行”，或添加第一个模块。',
  zoomIn: '放大',
  zoomOut: '缩小',
  fitView: '适应画布',
  tidy: '整理布局',
  input: port => `输入：${port}`,
  output: port => `输出：${port}`,
  wire: (from, to) => `从${from}到${to}的连线`,
  blockLabel: (title, state) => (state ? `${title}：${state}` : title),
  unknownBlock: '未知模块',
  added: title => `已添加${title}。`,
} satisfies Partial<Messages>

export const palette = {
  blocks: '模块',
  searchBlocks: '搜索模块',
  noBlocks: '没有匹配的模块。',
  addBlock: '添加模块',
  addHint: '按回车键或单击即可添加；也可拖到画布上。',
  addFitting: what => `可连接${what}的模块`,
  categories: {
    data: '数据',
    text: '分词器',
    collate: '数据整理器',
    model: '模型架构',
    objective: '训练目标',
    train: '训练',
    output: '输出',
  },
} satisfies Partial<Messages>
