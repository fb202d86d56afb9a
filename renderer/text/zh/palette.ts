import type { Messages } from '../en.ts'

export const palette = {
  blocks: '模块',
  searchBlocks: '搜索模块',
  noBlocks: '没有这个名称的模块。',
  addBlock: '添加模块',
  addHint: '按回车键或单击即可添加；也可拖到画布上。',
  addFitting: what => `可连接${what}的模块`,
  categories: {
    data: '数据',
    text: '文本',
    collate: '批次',
    model: '网络',
    objective: '目标',
    train: '训练',
    output: '输出',
  },
} satisfies Partial<Messages>
