import type { TokenizerInspection } from '../../core/preview/tokenizer-inspection.ts'
import { visibleToken } from '../text/format.ts'
import { useText } from '../text/use-text.ts'

interface PiecesProps {
  readonly look: TokenizerInspection
  readonly search: string
  readonly setSearch: (search: string) => void
}

/** The vocabulary, searched; and of which two pieces each was joined. */
export function TokenizerVocabulary({ look, search, setSearch }: PiecesProps) {
  const { t, f } = useText()
  return (
    <>
      <label className="tokenizer-text">
        {t.searchPieces}
        <input type="search" value={search} onChange={event => setSearch(event.target.value)} />
      </label>
      <p className="quiet">{t.piecesFound(f.whole(look.pieces.length), f.whole(look.found), f.whole(look.size))}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="tokenizer-pieces" aria-label={t.pieces} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.pieceNumber}</th>
              <th scope="col">{t.piece}</th>
              <th scope="col">{t.pieceJoined}</th>
            </tr>
          </thead>
          <tbody>
            {look.pieces.map(({ id, text, joined }) => (
              <tr key={id}>
                <td>{id}</td>
                <td>{visibleToken(text)}</td>
                <td>{joined?.join(' + ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
