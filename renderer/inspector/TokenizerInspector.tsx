import { useEffect, useMemo, useState } from 'react'
import type { BlockInfo } from '../../core/block/block-info.ts'
import { type PreviewProgress, previewPhaseTexts } from '../../core/preview/preview.ts'
import type {
  InspectedToken,
  TokenizerInspection as Look,
  TokenizerFit,
} from '../../core/preview/tokenizer-inspection.ts'
import { useWholeGraph } from '../document/editor.ts'
import { graphWithoutLayout } from '../document/graph-without-layout.ts'
import { visibleToken } from '../text/format.ts'
import { useText } from '../text/use-text.ts'
import { inspectTokenizer } from './inspect-tokenizer.ts'
import { TokenizerVocabulary } from './TokenizerVocabulary.tsx'

/** Milliseconds without a change after which the text is cut anew. */
const inspectDelayMs = 350

/** Lets a person type a text and see how a tokenizer cuts it, how it fits the data, and what pieces it has. */
export function TokenizerInspector({ id, info }: { readonly id: string; readonly info: BlockInfo }) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  if (!Object.values(info.outputs).some(({ type }) => type === 'tokens')) return null
  return (
    <section aria-label={t.tokenizerLook} className="tokenizer-look">
      <details open={open} onToggle={event => setOpen(event.currentTarget.open)}>
        <summary>{t.tokenizerLook}</summary>
        {open && <TokenizerTryout id={id} />}
      </details>
    </section>
  )
}

function TokenizerTryout({ id }: { readonly id: string }) {
  const { t, say } = useText()
  const [text, setText] = useState<string>(t.tokenizerExample)
  const [search, setSearch] = useState('')
  const { look, problem, progress, busy } = useTokenizerInspection(id, text, search)
  return (
    <>
      <label className="tokenizer-text">
        {t.tokenizerType}
        <textarea rows={3} value={text} onChange={event => setText(event.target.value)} />
      </label>
      <div aria-live="polite">
        {busy && !look && <p className="quiet">{say(previewPhaseTexts[progress?.part ?? 'read'])}…</p>}
        {problem && <p className="quiet">{say(problem)}</p>}
        {look && <Chips tokens={look.tokens} />}
        {look && <Figures look={look} />}
      </div>
      {look && <TokenizerVocabulary look={look} search={search} setSearch={setSearch} />}
    </>
  )
}

function useTokenizerInspection(block: string, text: string, search: string) {
  const [state, setState] = useState<Awaited<ReturnType<typeof inspectTokenizer>>>({})
  const [progress, setProgress] = useState<PreviewProgress>()
  const [busy, setBusy] = useState(true)
  const graph = useWholeGraph()
  const meaning = useMemo(() => graphWithoutLayout(graph), [graph])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another graph is another tokenizer
  useEffect(() => {
    const leave = new AbortController()
    const timer = setTimeout(async () => {
      setBusy(true)
      setProgress(undefined)
      const answer = await inspectTokenizer({ block, text, search }, leave.signal, setProgress)
      if (leave.signal.aborted) return
      setState(answer)
      setBusy(false)
    }, inspectDelayMs)
    return () => {
      leave.abort()
      clearTimeout(timer)
    }
  }, [block, text, search, meaning])
  return { ...state, progress, busy }
}

function Chips({ tokens }: { readonly tokens: readonly InspectedToken[] }) {
  const { t } = useText()
  return (
    <ol className="token-chips" aria-label={t.tokenizerTokens}>
      {tokens.map(({ id, text, from, to, kind }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same token comes many times
        <li key={i} data-kind={kind} title={t.characters(from, to)}>
          <span>{visibleToken(text)}</span>
          <small>{id}</small>
        </li>
      ))}
    </ol>
  )
}

function Figures({ look }: { readonly look: Look }) {
  const { t } = useText()
  return (
    <table className="tokenizer-figures">
      <thead>
        <tr>
          <td />
          <th scope="col">{t.tokenizerHere}</th>
          <th scope="col">{t.tokenizerInData}</th>
        </tr>
      </thead>
      <tbody>
        <Figure title={t.tokensPerWord} look={look} of={({ tokens, words }) => ratio(tokens, words)} />
        <Figure title={t.bytesPerToken} look={look} of={({ tokens, bytes }) => ratio(bytes, tokens)} />
        <Figure title={t.unknownTokens} look={look} of={({ tokens, unknown }) => share(unknown, tokens)} />
      </tbody>
    </table>
  )
}

const ratio = (a: number, b: number) => (b > 0 ? (a / b).toFixed(2) : '–')
const share = (a: number, b: number) => (b > 0 ? `${((100 * a) / b).toFixed(a > 0 && a / b < 0.01 ? 2 : 1)}%` : '–')

function Figure({
  title,
  look,
  of,
}: {
  readonly title: string
  readonly look: Look
  readonly of: (fit: TokenizerFit) => string
}) {
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>{of(look.typed)}</td>
      <td>{of(look.data)}</td>
    </tr>
  )
}
