import pg from 'pg';

type Parser = (value: string) => unknown;

const { builtins } = pg.types;
/** Array types by their element, from `pg_type`; node-postgres names the elements only. */
const arrayOf = {
  bigint: 1016,
  numeric: 1231,
  date: 1182,
  timestamp: 1115,
  timestamptz: 1185,
  interval: 1187,
};
const textArray: number = 1009;

const parseTextArray = pg.types.getTypeParser(textArray) as (value: string) => (string | null)[];
const asText: Parser = (value) => value;
const each =
  (parse: Parser): Parser =>
  (value) =>
    parseTextArray(value).map((item) => (item === null ? null : parse(item)));

/**
 * An instant as ISO 8601 in UTC with at least milliseconds, keeping PostgreSQL's microseconds where there are any.
 * The session's time zone is UTC, so the text ends in `+00`.
 * @param text e.g. `2026-01-31 08:05:00.25+00` becomes `2026-01-31T08:05:00.250Z`
 */
export function parseInstant(text: string): string {
  const parts = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text);
  if (!parts) throw new Error('an instant outside the common era, or a session that is not in UTC');
  return `${parts[1]}T${parts[2]}.${(parts[3] ?? '').padEnd(3, '0')}Z`;
}

const parsers = new Map<number, Parser>([
  [builtins.INT8, BigInt],
  [builtins.NUMERIC, asText],
  [builtins.DATE, asText],
  [builtins.TIMESTAMP, asText],
  [builtins.TIMESTAMPTZ, parseInstant],
  [builtins.INTERVAL, asText],
  [arrayOf.bigint, each(BigInt)],
  [arrayOf.numeric, each(asText)],
  [arrayOf.date, each(asText)],
  [arrayOf.timestamp, each(asText)],
  [arrayOf.timestamptz, each(parseInstant)],
  [arrayOf.interval, each(asText)],
]);

/** How values arrive, for one pool and not for the whole program: other users of `pg` keep theirs. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(id)) ||
    pg.types.getTypeParser(id, format)) as pg.CustomTypesConfig['getTypeParser'],
};
