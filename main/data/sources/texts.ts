/** A row as a source gives it: text by the name of its column. */
export type Texts = Readonly<Record<string, string>>
