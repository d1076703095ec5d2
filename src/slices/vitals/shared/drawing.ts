export type Point = readonly [x: number, y: number];

/** What a chart shows, in the units of its axes. */
export type Chart = {
  curves: readonly { name: string; points: readonly Point[] }[];
  dots: readonly Point[];
  /** A range behind the dots, from side to side. */
  band?: { low: number; high: number } | undefined;
};

/** The same on paper: points of the drawing, y downwards. Screen and PDF draw this alike. */
export type Drawing = {
  width: number;
  height: number;
  frame: { left: number; top: number; right: number; bottom: number };
  curves: { name: string; path: string; end: Point; middle: boolean }[];
  band?: { top: number; height: number } | undefined;
  dots: Point[];
  line: string;
  xTicks: { at: number; label: string }[];
  yTicks: { at: number; label: string }[];
};

const margin = { left: 40, top: 20, right: 34, bottom: 34 };

/** Round steps (1, 2 or 5 of a power of ten) that divide a span into about so many parts. */
export function ticks(low: number, high: number, about: number): number[] {
  const raw = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(raw || 1));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= raw) ?? power;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, place) =>
    Number(((first + place) * step).toFixed(6)),
  );
}

/**
 * Places a chart on a surface.
 * @param options.write how the reader writes a figure; `steps` where the ticks of the x axis are given (12 months a year)
 */
export function draw(
  chart: Chart,
  options: {
    width: number;
    height: number;
    write: (value: number) => string;
    xTicks?: readonly { at: number; label: string }[];
  },
): Drawing {
  const { width, height, write } = options;
  const all = [...chart.curves.flatMap(({ points }) => points), ...chart.dots];
  const xs = all.map(([x]) => x);
  const ys = [...all.map(([, y]) => y), ...(chart.band ? [chart.band.low, chart.band.high] : [])];
  const [x0, x1] = span(xs);
  const [y0, y1] = span(ys);
  const frame = {
    left: margin.left,
    top: margin.top,
    right: width - margin.right,
    bottom: height - margin.bottom,
  };
  const place = ([x, y]: Point): Point => [
    short(frame.left + ((x - x0) / (x1 - x0)) * (frame.right - frame.left)),
    short(frame.bottom - ((y - y0) / (y1 - y0)) * (frame.bottom - frame.top)),
  ];
  const path = (points: readonly Point[]) => points.map((one) => place(one).join(',')).join(' ');
  const dots = chart.dots.map(place);
  const xTicks = options.xTicks ?? ticks(x0, x1, 8).map((at) => ({ at, label: write(at) }));
  return {
    ...{ width, height, frame, dots },
    curves: chart.curves
      .filter(({ points }) => points.length > 1)
      .map(({ name, points }) => ({
        name,
        path: path(points),
        end: place(points.at(-1) as Point),
        middle: name === '0' || name === 'P50',
      })),
    band: chart.band && bandOf(chart.band, place),
    line: path(chart.dots),
    xTicks: xTicks.map(({ at, label }) => ({ at: place([at, y0])[0], label })),
    yTicks: ticks(y0, y1, 8).map((at) => ({ at: place([x0, at])[1], label: write(at) })),
  };
}

function bandOf({ low, high }: { low: number; high: number }, place: (point: Point) => Point) {
  const [top, bottom] = [place([0, high])[1], place([0, low])[1]];
  return { top, height: short(bottom - top) };
}

/** Never of no width: one dot stands in the middle. */
function span(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? [low - 1, high + 1] : [low, high];
}

const short = (value: number) => Math.round(value * 10) / 10;

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** The drawing as SVG for paper; black on white, so that a copy stays readable. */
export function svgOf(drawing: Drawing, words: { x: string; y: string }): string {
  const { width, height, frame } = drawing;
  const text = (x: number, y: number, words: string, anchor = 'middle') =>
    `<text x="${x}" y="${y}" font-size="8" text-anchor="${anchor}" fill="#333">${escaped(words)}</text>`;
  const grid = [
    ...drawing.xTicks.map(
      ({ at, label }) =>
        `<line x1="${at}" y1="${frame.top}" x2="${at}" y2="${frame.bottom}" stroke="#ddd" stroke-width="0.5"/>${text(at, frame.bottom + 10, label)}`,
    ),
    ...drawing.yTicks.map(
      ({ at, label }) =>
        `<line x1="${frame.left}" y1="${at}" x2="${frame.right}" y2="${at}" stroke="#ddd" stroke-width="0.5"/>${text(frame.left - 4, at + 3, label, 'end')}`,
    ),
  ];
  const curves = drawing.curves.map(
    ({ name, path, end, middle }) =>
      `<polyline points="${path}" fill="none" stroke="#555" stroke-width="${middle ? 1.2 : 0.6}"/>${text(end[0] + 3, end[1] + 3, name, 'start')}`,
  );
  const dots = drawing.dots.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="2.5" fill="#000"/>`);
  const line =
    drawing.dots.length > 1
      ? [`<polyline points="${drawing.line}" fill="none" stroke="#000" stroke-width="1"/>`]
      : [];
  const names = [
    text((frame.left + frame.right) / 2, frame.bottom + 24, words.x),
    text(frame.left, frame.top - 6, words.y, 'start'),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${[...grid, ...curves, ...line, ...dots, ...names].join('')}</svg>`;
}
