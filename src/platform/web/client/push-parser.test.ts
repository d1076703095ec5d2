import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makePushParser } from './push-parser.ts';

const stream =
  'event: open\ndata: {}\n\n: heartbeat\n\ndata: {"event":"frontDesk.visitMoved","payload":{"visitId":"1"}}\n\n' +
  'data: not json\n\ndata: {"event":"vitals.recorded","payload":{}}\r\n\r\n';

it('Events are read wherever the pieces break; heartbeats and nonsense are no events', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: stream.length - 1 })), (cuts) => {
      const parse = makePushParser();
      const edges = [0, ...cuts.sort((a, b) => a - b), stream.length];
      const heard = edges.slice(1).map((end, at) => parse(stream.slice(edges[at], end)));
      expect(heard.some(({ opened }) => opened)).toBe(true);
      expect(heard.flatMap(({ events }) => events.map(({ event }) => event))).toEqual([
        'frontDesk.visitMoved',
        'vitals.recorded',
      ]);
    }),
  );
});
