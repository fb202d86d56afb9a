import type { Messages } from '../en/messages.ts'

export const templates = {
  templates: '模板',
  searchTemplates: '搜索模板',
  noTemplates: '没有符合的模板。请换一个词，或用模块自行搭建。',
  allTemplates: '全部模板',
  templateGroups: {
    clm: {
      title: '因果语言建模（CLM）：续写',
      about: '根据前面的词元预测下一个词元。模型学会写作，但看不到后面的内容。',
    },
    mlm: {
      title: '掩码语言建模（MLM）：理解',
      about: '遮住部分词元，再根据两侧内容还原。模型学会理解，但不会写作。',
    },
    seq2seq: {
      title: '序列到序列（Seq2Seq）：由一段文本写出另一段',
      about: '先读完一段文本，再写出另一段。需要成对的数据，或挖去片段的纯文本。',
    },
  },
  useMyFile: '使用我的文件…',
  fileNeeds: {
    text: '任何文本均可：.txt、.md 文件或文件夹，或含有文本列的表格。',
    label: '需要带标签的文本：含有文本列和标签列的表格，或每行为“标签、制表符、文本”的文件。',
    pairs: '需要成对的文本：含有源文列和目标列的表格，或每行为“源文、制表符、目标”的文件。',
    tags: '需要带标签的词语：含有词列和词语标签列的表格，或每行为“词、制表符、标签”的文件。',
    questions: '需要问题：含有问题、原文以及答案（须与原文一致）的表格（JSON Lines、CSV、Parquet）。',
  },
  chooseFile: '选择文件或文件夹…',
  dropHere: '或拖放到此处。表格中的列会自动识别。',
  filePath: '文件或文件夹的路径',
  useIt: '使用',
  backToTemplates: '返回模板',
} satisfies Partial<Messages>
