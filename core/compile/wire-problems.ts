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
    text(`Unknown block “${type}”.`, `未知模块“${type}”。`),
    text(
      'Update Patchbay, or replace the block. The file keeps it unchanged.',
      '请更新 Patchbay，或替换该模块。文件会原样保留它。',
    ),
  )

export const danglingWire = (wire: Wire, block: string | undefined): Problem =>
  error(
    'wire-from-nowhere',
    block,
    undefined,
    text(
      `Dangling wire from ${wire[0].join('.')} to ${wire[1].join('.')}: one of these blocks no longer exists.`,
      `悬空连线：从 ${wire[0].join('.')} 到 ${wire[1].join('.')}，其中一个模块已不存在。`,
    ),
    text('Delete the wire or add the block again.', '请删除该连线，或重新添加模块。'),
  )

export const unknownPort = (block: string, port: string): Problem =>
  error(
    'unknown-port',
    block,
    port,
    text(`This block has no port “${port}”.`, `此模块没有端口“${port}”。`),
    text('Delete the wire and draw it again.', '请删除这条连线并重新连接。'),
  )

export const mismatchedPorts = (block: string, port: string, from: Text, gives: Text, wants: Text): Problem =>
  error(
    'wrong-wire',
    block,
    port,
    text(
      `This port needs ${wants.en}, but “${from.en}” outputs ${gives.en}.`,
      `此端口需要${wants.zh}，而“${from.zh}”输出${gives.zh}。`,
    ),
    text(`Connect a block that outputs ${wants.en}.`, `请连接一个输出${wants.zh}的模块。`),
  )

export const occupiedInput = (block: string, port: string, label: Text): Problem =>
  error(
    'double-wire',
    block,
    port,
    text(`Two wires are connected to “${label.en}”; it takes only one.`, `有两条连线接到“${label.zh}”，它只接受一条。`),
    text('Delete one of them.', '请删除其中一条。'),
  )

export const unconnectedInput = (block: string, port: string, label: Text): Problem => ({
  code: 'missing-wire',
  severity: 'missing',
  block,
  param: port,
  message: text(`“${label.en}” is not connected yet.`, `“${label.zh}”还没有连接。`),
  fix: text(`Connect a block that outputs ${label.en}.`, `请连接一个输出${label.zh}的模块。`),
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
      ? text(
          `“${name.en}” is muted, so this input gets no ${label.en}.`,
          `“${name.zh}”已停用，因此此输入得不到${label.zh}。`,
        )
      : text(
          `“${name.en}” is bypassed and has no ${label.en} to pass through.`,
          `“${name.zh}”已绕过，没有${label.zh}可以传递。`,
        ),
    fix: text(`Enable “${name.en}”, or connect another block here.`, `请启用“${name.zh}”，或在此连接其他模块。`),
  }
}

export const cycle = (block: PlacedBlock): Problem =>
  error(
    'loop',
    block.id,
    undefined,
    text('The wires form a cycle, so no block can run first.', '连线形成了环，没有模块可以最先执行。'),
    text('Delete one wire of the cycle.', '请删除环中的一条连线。'),
  )
