import type { Messages } from '../en.ts'

export const help = {
  keys: '快捷键',
  keyGroups: { file: '文件', edit: '编辑', canvas: '画布', run: '运行', view: '视图' },
  helpIntro:
    '模块是训练的各个阶段，连线传递它们之间的数据。将数据、分词器、批次、网络和目标连接到训练器，然后点击“运行”。',
  problemTitle: '有需要处理的问题',
  dismiss: '关闭提示',
  notices: '消息',
} satisfies Partial<Messages>
