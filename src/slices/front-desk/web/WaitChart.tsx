import { m } from '#messages';

/** One line of the chart; without a median nothing could be counted. */
export interface WaitLine {
  id: string;
  label: string;
  median: number | undefined;
  p90: number | undefined;
}

const rowHeight = 34;
const labelWidth = 190;
const barWidth = 380;
const figureWidth = 150;

/**
 * Medians as bars and the 90th percentile as a line beyond them, with both figures as text. The table beside it says the
 * same for whoever sees no drawing.
 */
export function WaitChart(props: {
  title: string;
  lines: WaitLine[];
  figure: (minutes: number | undefined) => string;
}) {
  const { lines, figure } = props;
  const most = Math.max(1, ...lines.map((one) => one.p90 ?? 0));
  const x = (minutes: number) => (minutes / most) * barWidth;
  const height = lines.length * rowHeight + 4;
  return (
    <figure className="fd-chart">
      <figcaption>{props.title}</figcaption>
      <svg
        viewBox={`0 0 ${labelWidth + barWidth + figureWidth} ${height}`}
        role="img"
        aria-label={m.frontDesk_waits_chartLabel({ title: props.title })}
      >
        {lines.map(({ id, label, median, p90 }, row) => {
          const top = row * rowHeight;
          return (
            <g key={id} transform={`translate(0 ${top})`}>
              <text className="fd-chart-label" x={labelWidth - 8} y={22}>
                {label}
              </text>
              {median !== undefined && p90 !== undefined && (
                <>
                  <rect className="fd-chart-bar" x={labelWidth} y={8} width={x(median)} height={18} />
                  <path
                    className="fd-chart-end"
                    d={`M${labelWidth + x(median)} 17 H${labelWidth + x(p90)} M${labelWidth + x(p90)} 10 V24`}
                  />
                </>
              )}
              <text className="fd-chart-figure" x={labelWidth + x(p90 ?? 0) + 8} y={22}>
                {median === undefined
                  ? figure(undefined)
                  : m.frontDesk_waits_both({ median: figure(median), p90: figure(p90) })}
              </text>
            </g>
          );
        })}
      </svg>
      <p className="fd-soft">{m.frontDesk_waits_chartKey()}</p>
    </figure>
  );
}
