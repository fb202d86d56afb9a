/** A file in a dataset's repository. */
export interface HubFile {
  readonly path: string
  readonly size: number
  /** SHA-256 of a large file. */
  readonly sha256?: string
  /** Of a small one: SHA-1 as Git makes it of a file's length and content. */
  readonly blob?: string
}
