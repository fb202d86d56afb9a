import type { DataFile } from './data-file.ts'
import { tooLargePacked } from './packed-problems.ts'

const mostMiB = 512

/** The content of a packed file that must be read at many places. Throws a problem when it is too large for that. */
export async function wholeFile(file: DataFile): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of file.bytes()) {
    size += chunk.length
    if (size > mostMiB * 2 ** 20) throw tooLargePacked(file.name, mostMiB)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
