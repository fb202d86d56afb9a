import type { Messages } from '../en.ts'

export const economy = {
  waitingForData: '等待数据',
  filledUp: '补齐',
  paddingLess: (share, full) => `网络读入的内容中有 ${share} 是补齐的；若不缩小批次则为 ${full}。`,
  padding: share => `网络读入的内容中有 ${share} 是补齐的。`,
  leftOver: tokens => `数据末尾有 ${tokens} 个词元不足一个样本，不会读取。`,
} satisfies Partial<Messages>
