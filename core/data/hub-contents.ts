/** What a dataset on the Hugging Face Hub offers. */
export interface HubContents {
  /** Branches and tags. */
  readonly revisions: readonly string[]
  readonly splits: readonly {
    readonly config: string
    readonly split: string
    /** Only the first gigabytes of it. */
    readonly partial?: true
    readonly files: number
    readonly bytes: number
  }[]
}

/** How far a download has come. */
export interface HubProgress {
  /** Bytes. */
  readonly done: number
  readonly total: number
  /** Bytes; known after a second. */
  readonly perSecond?: number
  readonly secondsLeft?: number
}

/** How far a download has come; and in the end where it lies and how it is read. */
export type HubEvent =
  | ({ readonly kind: 'progress' } & HubProgress)
  | {
      readonly kind: 'done'
      readonly path: string
      readonly format: 'parquet' | 'arrow' | 'json' | 'csv'
      readonly config: string
      readonly split: string
    }
