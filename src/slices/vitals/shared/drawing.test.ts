import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw, svgOf, ticks } from './drawing.ts';

const write = (value: number) => String(value);

describe('a drawing', () => {
  it('places low left below and high right above, whatever it shows', () => {
    const point = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 0, max: 300 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 30 }), (dots) => {
        const { dots: placed, frame } = draw({ curves: [], dots }, { width: 400, height: 300, write });
        for (const [place, [x, y]] of placed.entries()) {
          expect(x).toBeGreaterThanOrEqual(frame.left);
          expect(x).toBeLessThanOrEqual(frame.right);
          expect(y).toBeGreaterThanOrEqual(frame.top);
          expect(y).toBeLessThanOrEqual(frame.bottom);
          const [first, here] = [dots[0], dots[place]];
          if (first && here && here[0] > first[0]) expect(x).toBeGreaterThanOrEqual(placed[0]?.[0] ?? 0);
        }
      }),
    );
  });

  it('has round ticks inside its span', () => {
    expect(ticks(0, 60, 6)).toEqual([0, 10, 20, 30, 40, 50, 60]);
    expect(ticks(2.1, 4.9, 6)).toEqual([2.5, 3, 3.5, 4, 4.5]);
    expect(ticks(36.1, 37.2, 5)).toEqual([36.5, 37]);
  });

  it('is SVG in which words are no marks', () => {
    const drawing = draw(
      {
        curves: [
          {
            name: '<b>',
            points: [
              [0, 0],
              [1, 1],
            ],
          },
        ],
        dots: [[0.5, 0.5]],
      },
      { width: 100, height: 100, write },
    );
    const svg = svgOf(drawing, { x: 'a & b', y: 'kg' });
    expect(svg).toContain('&lt;b&gt;');
    expect(svg).toContain('a &amp; b');
    expect(svg).not.toContain('<b>');
  });
});
