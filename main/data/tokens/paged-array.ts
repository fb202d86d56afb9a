import { closeSync, openSync, readSync } from 'node:fs'

type Numbers = Uint8Array | Uint16Array | Int32Array | Float64Array
type Make<A extends Numbers> = new (buffer: ArrayBuffer) => A

/** Bytes per page: large enough for sequential reading, small enough for one window of text at a random position. */
const pageBytes = 16 * 1024
/** Pages of one file that are cached: 8 MiB. */
const maxPages = 512

/** Closes a file when its array was garbage-collected. */
const closeOnCollect = new FinalizationRegistry<number>(closeSync)

export interface PagedArray {
  at(place: number): number
  /** Copies numbers from index `place` on until `into` is full. */
  read(place: number, into: Int32Array | Uint8Array): void
}

/** The numbers in a file, read in pages on demand; the most recently used pages are cached. */
export function pagedArray<A extends Numbers>(
  file: string,
  Type: Make<A> & { readonly BYTES_PER_ELEMENT: number },
): PagedArray {
  const descriptor = openSync(file, 'r')
  const perPage = pageBytes / Type.BYTES_PER_ELEMENT
  const pages = new Map<number, A>()
  let current: { readonly index: number; readonly page: A } | undefined

  const pageAt = (index: number): A => {
    if (current?.index === index) return current.page
    const known = pages.get(index)
    pages.delete(index)
    const page = known ?? load(index, roomForPage())
    pages.set(index, page) // now the most recent
    current = { index, page }
    return page
  }
  /** The memory of the least recently used page is used again, which spares the garbage collector work. */
  const roomForPage = (): A => {
    const [oldest] = pages.size < maxPages ? [] : pages
    if (!oldest) return new Type(new ArrayBuffer(pageBytes))
    pages.delete(oldest[0])
    return oldest[1]
  }
  const load = (index: number, page: A): A => {
    const bytes = new Uint8Array(page.buffer)
    for (let got = 0; got < pageBytes; ) {
      const more = readSync(descriptor, bytes, got, pageBytes - got, index * pageBytes + got)
      if (more === 0) break
      got += more
    }
    return page
  }
  closeOnCollect.register(pages, descriptor) // referenced by both functions, as callers may keep only one of them
  return {
    at: place => pageAt(Math.floor(place / perPage))[place % perPage] as number,
    read: (place, into) => {
      for (let i = 0; i < into.length; ) {
        const page = pageAt(Math.floor((place + i) / perPage))
        const from = (place + i) % perPage
        const count = Math.min(into.length - i, perPage - from)
        into.set(page.subarray(from, from + count), i)
        i += count
      }
    },
  }
}
