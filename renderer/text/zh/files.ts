import type { Messages } from '../en.ts'

export const files = {
  openFile: '打开流程图',
  saveFile: '保存流程图',
  pickPath: '选择文件或文件夹',
  folder: '文件夹',
  up: '上一级文件夹',
  go: '前往',
  fileName: '文件名',
  replace: '替换',
  emptyFolder: '这里没有可选择的内容。',
  takeFolder: '使用此文件夹',
  saved: name => `已保存为 ${name}。`,
  drafts: '以前的草稿',
  autosaved: '所有更改均已保留',
  saving: '正在保留更改…',
} satisfies Partial<Messages>
