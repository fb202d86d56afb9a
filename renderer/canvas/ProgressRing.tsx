interface ProgressRingProps {
  readonly done: number
  readonly total: number
  readonly label: string
}

const around = 2 * Math.PI * 8

/** A ring that closes as the work goes on. */
export function ProgressRing({ done, total, label }: ProgressRingProps) {
  const share = total > 0 ? Math.min(1, done / total) : 0
  return (
    <svg
      className="progress-ring"
      viewBox="0 0 20 20"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(100 * share)}
    >
      <circle className="ring-track" cx={10} cy={10} r={8} />
      <circle className="ring-done" cx={10} cy={10} r={8} strokeDasharray={`${share * around} ${around}`} />
    </svg>
  )
}
