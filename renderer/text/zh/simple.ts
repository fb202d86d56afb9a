import type { Messages } from '../en/messages.ts'

export const simple = {
  stages: '阶段',
  stageTitles: {
    data: '数据',
    text: '分词器',
    collate: '数据整理器',
    model: '模型架构',
    objective: '训练目标',
    train: '训练',
    output: '输出',
  },
  aboutStage: {
    data: '用于训练模型的数据。',
    text: '文本怎样切分成词元。',
    collate: '词元怎样变成训练样本：输入、掩码和标签。',
    model: '模型架构及其规模。',
    objective: '模型学习预测什么，以及损失如何计算。',
    train: '训练多久，使用怎样的学习率。',
    output: '训练好的模型如何使用。',
  },
  emptyStage: '这里还没有内容。',
  kindOf: title => `用其他模块代替“${title}”`,
  add: '添加',
  addToStage: stage => `添加到“${stage}”`,
  moreSettings: n => `其他 ${n} 项设置`,
} satisfies Partial<Messages>
