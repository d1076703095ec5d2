import { m } from '#messages';
import { formatDate, formatPlainDate, zonedDay } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { When } from '#platform/web/ui/When.tsx';
import type { TimelineEntry } from '../contract.ts';
import { kindWords } from './words.ts';

/** Entries under the day on which they were, in the clinic's zone. */
export function Days({ entries }: { entries: readonly TimelineEntry[] }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const titleOf = ({ at }: TimelineEntry) => {
    if (!at) return m.chart_undated();
    if (at.includes('T')) return formatDate(at, locale, zone);
    return at.length === 10 ? formatPlainDate(at, locale) : at;
  };
  const keyOf = ({ at }: TimelineEntry) => (at?.includes('T') ? zonedDay(at, zone) : (at ?? ''));
  return [...Map.groupBy(entries, keyOf)].map(([day, lines]) => (
    <section key={day} className="ct-day">
      <h2>{lines[0] && titleOf(lines[0])}</h2>
      <ul>
        {lines.map((line) => (
          <Entry key={line.id} entry={line} />
        ))}
      </ul>
    </section>
  ));
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { kind, title, detail, text, state, by, at, visitId } = entry;
  return (
    <li className="ct-entry">
      <span className="ct-soft">{kindWords[kind]()}</span>
      <span className="ct-words">
        <span>
          <strong>{title}</strong>
          {state && <span className="ct-soft"> · {state}</span>}
        </span>
        {detail && <span>{detail}</span>}
        {text && <q className="ct-text">{text}</q>}
      </span>
      <span className="ct-who">
        {at?.includes('T') && <When at={at} as="time" />}
        {by && <span className="ct-soft">{by}</span>}
        {visitId && <Go to={`/visits/${visitId}`}>{m.chart_toVisit()}</Go>}
      </span>
    </li>
  );
}
