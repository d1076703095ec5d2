/**
 * A small trend. Times are milliseconds and spaced truly; `low` and `high` draw the normal range behind the line.
 * The label says in words what the line shows, since a drawing cannot be read aloud.
 */
export function Sparkline(props: {
  values: { at: number; value: number }[];
  label: string;
  low?: number;
  high?: number;
  width?: number;
  height?: number;
}) {
  const { values, low, high, width = 96, height = 24 } = props;
  const last = values.at(-1);
  const first = values[0];
  if (!last || !first) return null;
  const levels = [
    ...values.map((one) => one.value),
    ...(low === undefined ? [] : [low]),
    ...(high === undefined ? [] : [high]),
  ];
  const bottom = Math.min(...levels);
  const span = Math.max(...levels) - bottom || 1;
  const time = last.at - first.at || 1;
  const x = (at: number) => 3 + ((at - first.at) / time) * (width - 6);
  const y = (value: number) => height - 3 - ((value - bottom) / span) * (height - 6);
  return (
    <svg className="s-sparkline" width={width} height={height} role="img" aria-label={props.label}>
      {low !== undefined && high !== undefined && (
        <rect
          className="s-sparkline-range"
          x={0}
          width={width}
          y={y(high)}
          height={Math.max(1, y(low) - y(high))}
        />
      )}
      <polyline
        points={values.map((one) => `${x(one.at).toFixed(1)},${y(one.value).toFixed(1)}`).join(' ')}
      />
      <circle cx={x(last.at)} cy={y(last.value)} r={2.5} />
    </svg>
  );
}
