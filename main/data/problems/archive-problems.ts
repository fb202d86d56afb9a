import { text } from '../../../core/text.ts'
import { dataProblem, fileKindsText } from './data-problems.ts'

export const decompressionBomb = (name: string) =>
  dataProblem(
    'packed-bomb',
    'path',
    text(
      `“${name}” unpacks to hundreds of times its size, as files made to fill disks do. It was not read.`,
      `“${name}”解压后会膨胀数百倍，与恶意压缩文件相同，因此没有读取。`,
    ),
    text(
      'If you trust it, unpack it yourself and choose what was in it.',
      '若您信任它，请自行解压，再选择其中的文件。',
    ),
  )

export const damagedArchive = (name: string) =>
  dataProblem(
    'packed-damaged',
    'path',
    text(`“${name}” is damaged or not whole: it cannot be unpacked.`, `“${name}”已损坏或不完整，无法解压。`),
    text('Download or copy it again.', '请重新下载或复制。'),
  )

export const unsafeName = (archive: string, entry: string) =>
  dataProblem(
    'unsafe-archive',
    'path',
    text(
      `The archive “${archive}” holds a file that points outside of it (${entry}). It was not read.`,
      `压缩包“${archive}”中有指向包外的文件（${entry}），因此没有读取。`,
    ),
    text('Make the archive again without such names.', '请重新制作压缩包，去掉这样的文件名。'),
  )

export const lockedArchive = (archive: string) =>
  dataProblem(
    'locked-archive',
    'path',
    text(`The archive “${archive}” is locked with a password.`, `压缩包“${archive}”设有密码。`),
    text('Unpack it yourself and choose what was in it.', '请自行解压，再选择其中的文件。'),
  )

export const unknownPacking = (archive: string, method: string) =>
  dataProblem(
    'unknown-packing',
    'path',
    text(
      `The archive “${archive}” is packed in a way that cannot be unpacked here (${method}).`,
      `压缩包“${archive}”的压缩方式（${method}）不受支持。`,
    ),
    text('Pack it again with Deflate, or choose what was in it.', '请用 Deflate 重新打包，或直接选择其中的文件。'),
  )

export const emptyArchive = (archive: string, kinds: readonly string[]) =>
  dataProblem(
    'empty-archive',
    'path',
    text(
      `The archive “${archive}” holds no ${fileKindsText(kinds).en}.`,
      `压缩包“${archive}”中没有${fileKindsText(kinds).zh}。`,
    ),
    text('Choose another file, or the block for what is in it.', '请选择其他文件，或使用与其内容相符的模块。'),
  )

export const tooLargePacked = (name: string, maxMiB: number) =>
  dataProblem(
    'packed-too-large',
    'path',
    text(
      `“${name}” is packed and more than ${maxMiB} MiB large; this kind of file must be read at many places.`,
      `“${name}”是压缩文件，且超过 ${maxMiB} MiB；这类文件需要在多处读取。`,
    ),
    text('Unpack it and choose the file that was in it.', '请先解压，再选择其中的文件。'),
  )
