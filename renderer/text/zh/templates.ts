import type { Messages } from '../en/messages.ts'

export const templates = {
  templates: '模板',
  searchTemplates: '搜索模板',
  noTemplates: '没有符合的模板。请换一个词，或用模块自行搭建。',
  allTemplates: '全部模板',
  templateGroups: {
    clm: {
      title: '因果语言建模（CLM）：文本生成',
      about: '根据前面的词元预测下一个词元。模型学会生成文本，看不到后面的词元。',
    },
    mlm: {
      title: '掩码语言建模（MLM）：文本理解',
      about: '掩盖部分词元，再根据两侧预测。模型学会理解文本，但不会生成文本。',
    },
    seq2seq: {
      title: '序列到序列（Seq2Seq）：文本到文本',
      about: '先读完一段文本，再写出另一段。需要成对的数据，或用于去噪的纯文本。',
    },
  },
  useMyFile: '使用我的文件…',
  fileNeeds: {
    text: '任何文本均可：.txt、.md 文件或文件夹，或含有文本列的表格。',
    label: '需要带标签的文本：含有文本列和标签列的表格，或每行为“标签、制表符、文本”的文件。',
    pairs: '成对的文本：含有源文列和目标列的表格，或每行为“源文、制表符、目标文本”的文件。',
    tags: '带标签的词：含有词列和标签列的表格，或每行为“词、制表符、标签”的文件。',
    questions: '问题：含有问题、上下文以及答案（须与上下文中的文字一致）的表格（JSON Lines、CSV、Parquet）。',
  },
  chooseFile: '选择文件或文件夹…',
  dropHere: '或拖放到此处。表格中的列会自动识别。',
  filePath: '文件或文件夹的路径',
  useIt: '使用',
  backToTemplates: '返回模板',
} satisfies Partial<Messages>
