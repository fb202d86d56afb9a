import { ShieldCheck, Square } from 'lucide-react'
import { useId, useState } from 'react'
import type { AttentionMasks, TextSide } from '../../core/preview/attention-mask.ts'
import { ProblemList } from '../checks/ProblemList.tsx'
import { useShownRun } from '../runs/run-store.ts'
import { useText } from '../text/use-text.ts'
import { useAttention } from './attention-store.ts'
import { LeakTestResult } from './LeakTestResult.tsx'
import { runLeakTest, stopLeakTest, useLeakTest } from './leak-test-store.ts'

/** Changes later tokens, runs the model again, and says whether earlier predictions move. */
export function LeakTestPanel({ sight }: { readonly sight: AttentionMasks }) {
  const { t } = useText()
  const { problems, phase, proof, asked } = useLeakTest()
  const current = useAttention(s => s.query)
  if (!sight.predicts) return <p className="quiet">{t.proofNoPlaces}</p>
  return (
    <section className="proof" aria-label={t.proofTitle}>
      <h3>{t.proofTitle}</h3>
      <p className="help">{t.proofHelp}</p>
      <LeakTestForm sight={sight} predicts={sight.predicts} />
      <p role="status">{phase && t.proofPhases[phase]}</p>
      {problems.length > 0 && <ProblemList problems={problems} />}
      {proof && asked === current && <LeakTestResult proof={proof} />}
    </section>
  )
}

interface LeakTestFormProps {
  readonly sight: AttentionMasks
  readonly predicts: TextSide
}

function LeakTestForm({ sight, predicts }: LeakTestFormProps) {
  const { t, f } = useText()
  const id = useId()
  const asked = useAttention(s => s.query)
  const going = useLeakTest(p => p.phase !== undefined)
  const run = useShownRun()
  const [lane, setLane] = useState(predicts)
  const [trained, setTrained] = useState(false)
  const [place, setPlace] = useState<number>()
  const text = (lane === 'target' ? sight.target : sight.input) ?? []
  const last = Math.max(
    1,
    text.findLastIndex(({ padding }) => !padding),
  )
  const at = Math.min(place ?? Math.ceil(last / 2), last)
  const start = () => {
    if (asked) void runLeakTest(asked, { lane, place: at, ...(trained && run ? { from: run.id } : {}) })
  }
  return (
    <div className="proof-wishes">
      {sight.target && (
        <label>
          {t.proofLane}
          <select value={lane} onChange={e => setLane(e.target.value === 'input' ? 'input' : 'target')}>
            <option value="target">{t.proofLanes.target}</option>
            <option value="input">{t.proofLanes.input}</option>
          </select>
        </label>
      )}
      <label htmlFor={id}>
        {t.proofPlace} <strong>{f.whole(at)}</strong>
      </label>
      <input id={id} type="range" min={1} max={last} value={at} onChange={e => setPlace(Number(e.target.value))} />
      {run && run.step > 0 && (
        <label>
          {t.proofWeights}
          <select value={trained ? 'run' : 'fresh'} onChange={e => setTrained(e.target.value === 'run')}>
            <option value="fresh">{t.proofFresh}</option>
            <option value="run">{t.proofRun(run.name)}</option>
          </select>
        </label>
      )}
      {going ? (
        <button type="button" className="button small" onClick={stopLeakTest}>
          <Square size={13} aria-hidden /> {t.stopProof}
        </button>
      ) : (
        <button type="button" className="button small primary" onClick={start}>
          <ShieldCheck size={14} aria-hidden /> {t.prove}
        </button>
      )}
    </div>
  )
}
