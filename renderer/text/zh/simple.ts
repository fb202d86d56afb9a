import type { Messages } from '../en/messages.ts'

export const simple = {
  stages: '阶段',
  stageTitles: {
    data: '数据',
    text: '分词器',
    collate: '批次',
    model: '网络',
    objective: '目标',
    train: '训练',
    output: '输出',
  },
  aboutStage: {
    data: '模型从中学习的内容。',
    text: '文本怎样切分成词元。',
    collate: '遮住什么、提问什么：词元怎样变成学习样本。',
    model: '进行学习的网络。',
    objective: '向网络提出的任务，以及怎样评判它的回答。',
    train: '学习多久、学得多快。',
    output: '训练好的模型如何使用。',
  },
  emptyStage: '这里还没有内容。',
  kindOf: title => `用其他模块代替“${title}”`,
  add: '添加',
  addToStage: stage => `添加到“${stage}”`,
  moreSettings: n => `其他 ${n} 项设置`,
} satisfies Partial<Messages>
