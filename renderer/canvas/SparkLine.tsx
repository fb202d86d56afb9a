interface SparkLineProps {
  readonly values: readonly number[]
  readonly label: string
}

/** Points a line of this size has room for. */
const most = 60

/** A curve without axes: which way a value goes. Values that are no numbers are passed over. */
export function SparkLine({ values, label }: SparkLineProps) {
  const stride = Math.max(1, Math.ceil(values.length / most))
  const some = values.filter((value, i) => Number.isFinite(value) && (i % stride === 0 || i === values.length - 1))
  if (some.length < 2) return null
  const [low, high] = [Math.min(...some), Math.max(...some)]
  const x = (i: number) => (i / (some.length - 1)) * 100
  const y = (value: number) => 22 - ((value - low) / (high - low || 1)) * 20
  const told = `${label}: ${some[0]?.toFixed(2)} → ${some.at(-1)?.toFixed(2)}`
  return (
    <svg className="spark-line" viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label={told}>
      <polyline points={some.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(' ')} />
    </svg>
  )
}
