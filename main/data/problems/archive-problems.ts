import { text } from '../../../core/text.ts'
import { dataProblem, fileKindsText } from './data-problems.ts'

export const decompressionBomb = (name: string) =>
  dataProblem(
    'packed-bomb',
    'path',
    text(
      `“${name}” unpacks to hundreds of times its size, like a zip bomb. It was not read.`,
      `“${name}”解压后会膨胀数百倍，与压缩炸弹相同，因此没有读取。`,
    ),
    text(
      'If you trust it, unpack it yourself and choose the files inside.',
      '若您信任它，请自行解压，再选择其中的文件。',
    ),
  )

export const damagedArchive = (name: string) =>
  dataProblem(
    'packed-damaged',
    'path',
    text(`“${name}” is damaged or incomplete and cannot be unpacked.`, `“${name}”已损坏或不完整，无法解压。`),
    text('Download or copy it again.', '请重新下载或复制。'),
  )

export const unsafeName = (archive: string, entry: string) =>
  dataProblem(
    'unsafe-archive',
    'path',
    text(
      `The archive “${archive}” contains a file whose path points outside it (${entry}). It was not read.`,
      `压缩包“${archive}”中有路径指向包外的文件（${entry}），因此没有读取。`,
    ),
    text('Recreate the archive without such paths.', '请重新制作压缩包，去掉这样的路径。'),
  )

export const lockedArchive = (archive: string) =>
  dataProblem(
    'locked-archive',
    'path',
    text(`The archive “${archive}” is password-protected.`, `压缩包“${archive}”设有密码。`),
    text('Unpack it yourself and choose the files inside.', '请自行解压，再选择其中的文件。'),
  )

export const unknownPacking = (archive: string, method: string) =>
  dataProblem(
    'unknown-packing',
    'path',
    text(
      `The archive “${archive}” uses an unsupported compression method (${method}).`,
      `压缩包“${archive}”的压缩方式（${method}）不受支持。`,
    ),
    text(
      'Compress it again with Deflate, or choose the files inside.',
      '请用 Deflate 重新压缩，或直接选择其中的文件。',
    ),
  )

export const emptyArchive = (archive: string, kinds: readonly string[]) =>
  dataProblem(
    'empty-archive',
    'path',
    text(
      `The archive “${archive}” contains no ${fileKindsText(kinds).en}.`,
      `压缩包“${archive}”中没有${fileKindsText(kinds).zh}。`,
    ),
    text('Choose another file, or the block for this kind of content.', '请选择其他文件，或使用与其内容相符的模块。'),
  )

export const tooLargePacked = (name: string, maxMiB: number) =>
  dataProblem(
    'packed-too-large',
    'path',
    text(
      `“${name}” is compressed and larger than ${maxMiB} MiB; this file format needs random access.`,
      `“${name}”是压缩文件，且超过 ${maxMiB} MiB；此文件格式需要随机读取。`,
    ),
    text('Unpack it and choose the file inside.', '请先解压，再选择其中的文件。'),
  )
