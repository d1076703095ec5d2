import type { Drawing } from '../shared/drawing.ts';

/** A drawing on the screen. What it shows is said in `label`, and its figures stand in a table beside it. */
export function CurveChart(props: { drawing: Drawing; label: string; x: string; y: string }) {
  const { drawing, label } = props;
  const { width, height, frame, band } = drawing;
  return (
    <svg className="v-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {band && (
        <rect
          className="v-chart-band"
          x={frame.left}
          width={frame.right - frame.left}
          y={band.top}
          height={Math.max(1, band.height)}
        />
      )}
      {drawing.xTicks.map(({ at, label: text }) => (
        <g key={`x${text}${at}`}>
          <line className="v-chart-grid" x1={at} x2={at} y1={frame.top} y2={frame.bottom} />
          <text x={at} y={frame.bottom + 14} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      {drawing.yTicks.map(({ at, label: text }) => (
        <g key={`y${text}`}>
          <line className="v-chart-grid" x1={frame.left} x2={frame.right} y1={at} y2={at} />
          <text x={frame.left - 5} y={at + 4} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {drawing.curves.map(({ name, path, end, middle }) => (
        <g key={name}>
          <polyline className={middle ? 'v-chart-middle' : 'v-chart-curve'} points={path} />
          <text x={end[0] + 4} y={end[1] + 4}>
            {name}
          </text>
        </g>
      ))}
      {drawing.dots.length > 1 && <polyline className="v-chart-line" points={drawing.line} />}
      {drawing.dots.map(([x, y]) => (
        <circle key={`${x} ${y}`} className="v-chart-dot" cx={x} cy={y} r={4} />
      ))}
      <text x={(frame.left + frame.right) / 2} y={height - 2} textAnchor="middle">
        {props.x}
      </text>
      <text x={frame.left} y={frame.top - 6}>
        {props.y}
      </text>
    </svg>
  );
}
