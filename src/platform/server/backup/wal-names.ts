/** One file of the write-ahead log: its timeline and its number from the beginning of the cluster. */
export interface Segment {
  timeline: number;
  number: number;
}

const hex8 = (value: number) => value.toString(16).toUpperCase().padStart(8, '0');

/** Files of PostgreSQL's log are named by timeline, and by the higher and the lower part of their place. */
export function segmentName({ timeline, number }: Segment, segmentBytes: number): string {
  const perLog = 2 ** 32 / segmentBytes;
  return hex8(timeline) + hex8(Math.floor(number / perLog)) + hex8(number % perLog);
}

/** Undefined for what is no file of the log (a history, a draft). */
export function segmentOf(name: string, segmentBytes: number): Segment | undefined {
  const parts = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})$/.exec(name);
  if (!parts) return undefined;
  const [timeline = 0, high = 0, low = 0] = parts.slice(1).map((part) => Number.parseInt(part, 16));
  return { timeline, number: high * (2 ** 32 / segmentBytes) + low };
}

/** The file that says where a timeline left the one before it. */
export function historyName(timeline: number): string {
  return `${hex8(timeline)}.history`;
}

/** Number of the file in which a place of the log (`1A/2B3C4D5E`) lies. */
export function segmentAt(place: string, segmentBytes: number): number {
  return Number(lsnOf(place) / BigInt(segmentBytes));
}

/** `1A/2B3C4D5E` as bytes from the beginning. */
export function lsnOf(place: string): bigint {
  const [high = '0', low = '0'] = place.split('/');
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

/**
 * Where a timeline leaves its ancestors, from its `.history` file: pairs of ancestor and the place at which the next
 * one began.
 */
export function parseHistory(text: string): { timeline: number; until: string }[] {
  return text
    .split('\n')
    .map((line) => /^\s*(\d+)\s+([0-9A-F]+\/[0-9A-F]+)/.exec(line))
    .filter((found) => found !== null)
    .map(([, timeline, until = '0/0']) => ({ timeline: Number(timeline), until }));
}
