import { closeSync, openSync, readSync } from 'node:fs'

type Numbers = Uint8Array | Uint16Array | Int32Array | Float64Array
type Make<A extends Numbers> = new (buffer: ArrayBuffer) => A

/** Bytes read at once: large enough for a sequential reader, small enough for one window of text somewhere in the middle. */
const pageBytes = 16 * 1024
/** Pages kept of one file: 8 MiB. */
const maxPages = 512

/** Files are closed when nobody can read from them any more. */
const closeOnCollect = new FinalizationRegistry<number>(closeSync)

export interface PagedArray {
  at(place: number): number
  /** Copies numbers from a place on until `into` is full. */
  read(place: number, into: Int32Array | Uint8Array): void
}

/** The numbers in a file, read in pages when they are needed; the pages used last are kept. */
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
    pages.set(index, page) // now the newest
    current = { index, page }
    return page
  }
  /** The page used longest ago makes room for the next: memory that is used again needs nobody to collect it. */
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
  closeOnCollect.register(pages, descriptor) // what every way to read holds: callers may keep one of the functions only
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
