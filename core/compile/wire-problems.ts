import { type BlockTypes, blockTitle } from '../graph/block-types.ts'
import type { PlacedBlock, Wire } from '../graph/graph.ts'
import type { Problem } from '../problem.ts'
import { type Text, text } from '../text.ts'

const error = (
  code: string,
  block: string | undefined,
  param: string | undefined,
  message: Text,
  fix: Text,
): Problem => ({
  code,
  severity: 'error',
  ...(block === undefined ? {} : { block }),
  ...(param === undefined ? {} : { param }),
  message,
  fix,
})

export const unknownBlock = ({ id, type }: PlacedBlock): Problem =>
  error(
    'unknown-block',
    id,
    undefined,
    text(`This version does not know the block “${type}”.`, `此版本没有模块“${type}”。`),
    text(
      'Update Patchbay, or replace the block. It is kept in the file as it is.',
      '请更新 Patchbay，或替换该模块。文件中会原样保留它。',
    ),
  )

export const danglingWire = (wire: Wire, block: string | undefined): Problem =>
  error(
    'wire-from-nowhere',
    block,
    undefined,
    text(
      `A wire joins ${wire[0].join('.')} to ${wire[1].join('.')}, but one of these blocks is gone.`,
      `一条连线从 ${wire[0].join('.')} 到 ${wire[1].join('.')}，但其中一个模块已不存在。`,
    ),
    text('Delete the wire or add the block again.', '请删除该连线，或重新添加模块。'),
  )

export const unknownPort = (block: string, port: string): Problem =>
  error(
    'unknown-port',
    block,
    port,
    text(`There is no port “${port}” here.`, `这里没有名为“${port}”的端口。`),
    text('Delete the wire and draw it again.', '请删除这条连线并重新连接。'),
  )

export const mismatchedPorts = (block: string, port: string, from: Text, gives: Text, wants: Text): Problem =>
  error(
    'wrong-wire',
    block,
    port,
    text(
      `This port takes ${wants.en}, but “${from.en}” gives ${gives.en}.`,
      `此端口需要${wants.zh}，而“${from.zh}”输出${gives.zh}。`,
    ),
    text(`Connect a block that gives ${wants.en}.`, `请连接一个输出${wants.zh}的模块。`),
  )

export const occupiedInput = (block: string, port: string, label: Text): Problem =>
  error(
    'double-wire',
    block,
    port,
    text(`Two wires arrive at “${label.en}”; it takes one.`, `有两条连线接到“${label.zh}”，它只接受一条。`),
    text('Delete one of them.', '请删除其中一条。'),
  )

export const unconnectedInput = (block: string, port: string, label: Text): Problem => ({
  code: 'missing-wire',
  severity: 'missing',
  block,
  param: port,
  message: text(`Nothing is connected to “${label.en}” yet.`, `“${label.zh}”还没有连接。`),
  fix: text(`Draw a wire from a block that gives ${label.en}.`, `请从输出${label.zh}的模块拉一条连线过来。`),
})

/** Nothing comes to a port because the block before it is disabled. */
export function disabledBefore(
  block: string,
  port: string,
  label: Text,
  by: PlacedBlock,
  blockTypes: BlockTypes,
): Problem {
  const name = blockTitle(by, blockTypes)
  const muted = by.off === 'mute'
  return {
    code: muted ? 'muted-before' : 'bypassed-before',
    severity: 'missing',
    block,
    param: port,
    message: muted
      ? text(`“${name.en}” is muted, so no ${label.en} come here.`, `“${name.zh}”已停用，因此这里得不到${label.zh}。`)
      : text(
          `“${name.en}” is bypassed and has no ${label.en} to pass on.`,
          `“${name.zh}”已绕过，没有${label.zh}可以传递。`,
        ),
    fix: text(
      `Take “${name.en}” in again, or connect another block here.`,
      `请重新启用“${name.zh}”，或在此连接其他模块。`,
    ),
  }
}

export const cycle = (block: PlacedBlock): Problem =>
  error(
    'loop',
    block.id,
    undefined,
    text('The wires run in a circle, so no block can go first.', '连线形成了环，没有模块可以先执行。'),
    text('Delete one wire of the circle.', '请删除环中的一条连线。'),
  )
