import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { formatPhone } from '#platform/shared/phones.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { records } from '../contract.ts';
import { chartStatusWords } from './status-words.ts';
import { countryOf, dateWords, relationshipWords } from './words.ts';

type Chart = OutputOf<typeof records, 'readChart'>;
type Section = Chart['problems'];
type Line = Section['items'][number];

const shownAtOnce = 6;

/** Problems, medicines, findings and the rest, each saying whether it was asked. */
export function ChartSections({ chart }: { chart: Chart }) {
  return (
    <>
      <Part title={m.records_part_problems()} section={chart.problems} none={m.records_none_problems()} />
      <Part title={m.records_part_medicines()} section={chart.medicines} none={m.records_none_medicines()} />
      <Part title={m.records_part_observations()} section={chart.observations} />
      <Part
        title={m.records_part_immunizations()}
        section={chart.immunizations}
        none={m.records_none_immunizations()}
      />
      <Part title={m.records_part_visits()} section={chart.visits} />
      <People people={chart.people} />
    </>
  );
}

/** `none`: words for somebody's statement that there is nothing, for the parts that are asked. */
function Part({ title, section, none }: { title: string; section: Section; none?: string }) {
  const nothing = none ? m.records_part_notAsked() : m.records_part_empty();
  return (
    <Panel title={title}>
      {section.state === 'notAsked' && <p className="rc-note">{nothing}</p>}
      {section.state === 'none' && <p>{none}</p>}
      <Lines lines={section.items.slice(0, shownAtOnce)} />
      {section.items.length > shownAtOnce && (
        <More label={m.records_part_older({ count: section.items.length - shownAtOnce })}>
          <Lines lines={section.items.slice(shownAtOnce)} />
        </More>
      )}
      {section.more && <p className="rc-note">{m.records_part_more()}</p>}
    </Panel>
  );
}

function Lines({ lines }: { lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className="rc-list">
      {lines.map((line) => (
        <LineItem key={line.id} line={line} />
      ))}
    </ul>
  );
}

function LineItem({ line }: { line: Line }) {
  const locale = useLocale();
  const status = line.status && chartStatusWords(line.status);
  return (
    <li className="rc-line">
      <span className="rc-line-main">
        <strong>{line.label}</strong>
        {line.detail && <span>{line.detail}</span>}
        {status && <span className="rc-note">{status}</span>}
      </span>
      <span className="rc-note">
        {line.at && (line.at.includes('T') ? <When at={line.at} as="date" /> : dateWords(line.at, locale))}
      </span>
    </li>
  );
}

function People({ people }: { people: Chart['people'] }) {
  const country = countryOf(useMe().clinic);
  return (
    <Panel title={m.records_part_people()}>
      {people.length === 0 ? (
        <p className="rc-note">{m.records_part_notAsked()}</p>
      ) : (
        <ul className="rc-list">
          {people.map((one) => (
            <li key={`${one.role} ${one.name}`} className="rc-line">
              <span className="rc-line-main">
                <strong>{one.name}</strong>
                <span className="rc-note">
                  {one.role === 'guardian' ? m.records_part_guardian() : m.records_part_emergency()}
                  {' · '}
                  {relationshipWords(one.relationship)}
                </span>
              </span>
              {one.phone && <span className="s-figures">{formatPhone(one.phone, country)}</span>}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
