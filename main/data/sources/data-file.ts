/** One file of a source, unpacked: a file on disk, a packed one, or an entry of an archive. */
export interface DataFile {
  /** As a person would name it: “reviews.zip › train.csv”. */
  readonly name: string
  /** What it holds by its name, the packing left out: “.csv”. */
  readonly kind: string
  /** Its content from the beginning, as often as it is asked for. */
  bytes(): AsyncIterable<Uint8Array>
  /** Where it lies on disk as it is; absent when it is packed. */
  readonly path?: string
}
