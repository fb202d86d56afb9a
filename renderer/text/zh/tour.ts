import type { Messages } from '../en.ts'

export const tour = {
  takeTour: '新手导览',
  tourStep: (step, of) => `第 ${step} 步，共 ${of} 步`,
  tourNext: '下一步',
  tourBack: '上一步',
  tourDone: '完成',
  tourSkip: '跳过导览',
} satisfies Partial<Messages>
