import type { ObjectiveFamily } from '../plan/plan.ts'
import { type Text, text } from '../text.ts'
import { type BlockTypes, blockTitle } from './block-types.ts'
import type { Edit } from './edit.ts'
import type { Endpoint, Graph, PlacedBlock } from './graph.ts'
import { subgraphAt } from './subgraph-at.ts'

interface DescriptionContext {
  /** The graph before the edit and after it: what was deleted has its name in the first, what was added in the second. */
  readonly before: Graph
  readonly after: Graph
  readonly kinds: BlockTypes
  /** What a parameter of a block is called. */
  readonly paramName?: (block: PlacedBlock, param: string) => Text | undefined
}

/** The name of an edit in a list of past actions: “Connect Sample text to Tokenizer”. */
export function describeEdit(edit: Edit, context: DescriptionContext): Text {
  const subgraphs = [context.before, context.after].flatMap(graph => subgraphAt(graph, edit.in ?? []) ?? [])
  const find = (id: string) => subgraphs.flatMap(subgraph => subgraph.blocks.find(b => b.id === id) ?? []).at(-1)
  const name = (id: string): Text => {
    const block = find(id)
    return block ? blockTitle(block, context.kinds) : text(id, id)
  }
  const some = (ids: readonly string[]): Text => {
    const [id] = ids
    return id !== undefined && ids.length === 1 ? name(id) : text(`${ids.length} blocks`, `${ids.length} 个模块`)
  }
  const param = ([id, key]: Endpoint): Text => {
    const block = find(id)
    return (block && context.paramName?.(block, key)) ?? text(key, key)
  }
  return describeChange(edit, { name, some, param })
}

interface Names {
  readonly name: (id: string) => Text
  readonly some: (ids: readonly string[]) => Text
  readonly param: (end: Endpoint) => Text
}

const fillIn = (en: string, zh: string, ...parts: readonly Text[]): Text => ({
  en: parts.reduce((words, part, i) => words.replaceAll(`{${i}}`, part.en), en),
  zh: parts.reduce((words, part, i) => words.replaceAll(`{${i}}`, part.zh), zh),
})

function describeChange(edit: Edit, { name, some, param }: Names): Text {
  switch (edit.do) {
    case 'add':
      return describeAdd(edit, some)
    case 'remove':
      return describeRemove(edit, some)
    case 'move':
      return describeMove(edit, some)
    case 'connect':
      return fillIn('Connect {0} to {1}', '连接{0}到{1}', name(edit.wire[0][0]), name(edit.wire[1][0]))
    case 'rewire':
      return edit.as === 'splice'
        ? fillIn('Insert {0} into a wire', '将{0}插入连线', name(edit.join[0]?.[1][0] ?? ''))
        : text('Change wires', '更改连线')
    case 'set':
      return fillIn('Set {1} of {0}', '设置{0}的{1}', name(edit.block), param([edit.block, edit.param]))
    case 'set-all':
      return fillIn('Set the size of {0}', '设置{0}的规模', name(edit.block))
    case 'replace':
      return edit.to
        ? fillIn('Switch to {0}', '切换为{0}', objectiveFamilyTitles[edit.to])
        : fillIn('Replace {0}', '替换{0}', some(Object.keys(edit.blocks)))
    case 'rename':
      return edit.block === undefined
        ? fillIn('Name the pipeline {0}', '将流程图命名为{0}', text(edit.name, edit.name))
        : fillIn('Name a block {0}', '将模块命名为{0}', text(edit.name, edit.name))
    case 'off':
      if (!edit.off) return fillIn('Enable {0}', '重新启用{0}', some(edit.blocks))
      return edit.off === 'mute'
        ? fillIn('Mute {0}', '停用{0}', some(edit.blocks))
        : fillIn('Bypass {0}', '绕过{0}', some(edit.blocks))
    case 'collapse':
      return edit.on
        ? fillIn('Collapse {0}', '折叠{0}', some(edit.blocks))
        : fillIn('Expand {0}', '展开{0}', some(edit.blocks))
    case 'pin':
      return edit.on
        ? fillIn('Pin {0}', '固定{0}', some(edit.blocks))
        : fillIn('Unpin {0}', '取消固定{0}', some(edit.blocks))
    default:
      return describeGrouping(edit, { name, some, param })
  }
}

/** The titles of the objective families. */
export const objectiveFamilyTitles: Readonly<Record<ObjectiveFamily, Text>> = {
  causal: text('causal (CLM)', '因果语言建模（CLM）'),
  masked: text('masked (MLM)', '掩码语言建模（MLM）'),
  seq2seq: text('sequence to sequence (Seq2Seq)', '序列到序列（Seq2Seq）'),
}

type EditOf<K extends Edit['do']> = Edit & { readonly do: K }
type GroupingEdit = 'group' | 'ungroup' | 'retitle' | 'write' | 'resize' | 'enclose' | 'dissolve' | 'expose' | 'port'

function describeGrouping(edit: EditOf<GroupingEdit>, { name, some, param }: Names): Text {
  switch (edit.do) {
    case 'group':
      return fillIn('Group {0}', '将{0}编组', some(edit.group.blocks))
    case 'ungroup':
      return text('Ungroup', '取消编组')
    case 'retitle':
      return fillIn('Rename a group to {0}', '将分组命名为{0}', text(edit.title, edit.title))
    case 'write':
      return text('Write a note', '编辑便签')
    case 'resize':
      return text('Resize a note', '调整便签大小')
    case 'enclose':
      return fillIn('Make a sub-graph of {0}', '将{0}变为子图', some(edit.blocks))
    case 'dissolve':
      return fillIn('Ungroup sub-graph {0}', '解散子图{0}', name(edit.block))
    case 'expose':
      return edit.on
        ? fillIn('Show {0} on {1}', '在{1}上显示{0}', param(edit.param), name(edit.block))
        : fillIn('Hide {0} on {1}', '在{1}上隐藏{0}', param(edit.param), name(edit.block))
    case 'port':
      return edit.on
        ? fillIn('Add a port to {0}', '为{0}添加端口', name(edit.block))
        : fillIn('Remove a port of {0}', '移除{0}的端口', name(edit.block))
  }
}

function describeAdd({ as, blocks, notes = [] }: EditOf<'add'>, some: Names['some']): Text {
  const what = blocks.length === 0 && notes.length > 0 ? text('a note', '便签') : some(blocks.map(b => b.id))
  if (as === 'paste') return fillIn('Paste {0}', '粘贴{0}', what)
  if (as === 'duplicate') return fillIn('Duplicate {0}', '创建{0}的副本', what)
  return as === 'splice' ? fillIn('Insert {0} into a wire', '将{0}插入连线', what) : fillIn('Add {0}', '添加{0}', what)
}

function describeRemove({ blocks, wires, notes = [] }: EditOf<'remove'>, some: Names['some']): Text {
  if (blocks.length > 0) return fillIn('Delete {0}', '删除{0}', some(blocks))
  if (notes.length > 0) return text('Delete a note', '删除便签')
  return wires.length === 1
    ? text('Delete a wire', '删除连线')
    : text(`Delete ${wires.length} wires`, `删除 ${wires.length} 条连线`)
}

function describeMove({ as, to, notes = {} }: EditOf<'move'>, some: Names['some']): Text {
  const ids = Object.keys(to)
  if (as === 'tidy') return text('Tidy up', '整理布局')
  if (as === 'align') return fillIn('Align {0}', '对齐{0}', some(ids))
  if (as === 'distribute') return fillIn('Distribute {0} evenly', '均匀分布{0}', some(ids))
  return ids.length === 0 && Object.keys(notes).length > 0
    ? text('Move a note', '移动便签')
    : fillIn('Move {0}', '移动{0}', some(ids))
}
