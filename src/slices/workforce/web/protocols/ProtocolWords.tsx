import { m } from '#messages';
import { localeFor } from '#platform/shared/languages.ts';
import { useLanguage, useLocale } from '#platform/web/language.ts';
import { formatDate } from '#platform/shared/time.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { Protocol } from '#slices/workforce/contract.ts';
import { dayWords } from '../credentials/days.ts';

const stateWords = {
  draft: m.workforce_protocol_state_draft,
  inForce: m.workforce_protocol_state_inForce,
  over: m.workforce_protocol_state_over,
  withdrawn: m.workforce_protocol_state_withdrawn,
};
const tones = { draft: 'amber', inForce: 'green', over: 'grey', withdrawn: 'grey' } as const;

/** One standing order: what, for whom, by whom and until when; its text folds out. */
export function ProtocolWords({ protocol: one }: { protocol: Protocol }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const { approval, newer } = one;
  const withdrawn = approval?.withdrawn;
  return (
    <div className="wf-file-words">
      <p>
        <strong>{one.title}</strong>{' '}
        <SignalBadge tone={tones[one.state]}>{stateWords[one.state]()}</SignalBadge>{' '}
        <span className="s-hint">
          {m.workforce_protocol_version()} {one.version}
        </span>
      </p>
      {approval && (
        <p>
          {m.workforce_protocol_approvedBy({
            name: approval.approvedBy,
            day: formatDate(approval.approvedAt, locale, zone, 'short'),
            until: dayWords(approval.reviewBy),
          })}
        </p>
      )}
      {withdrawn && (
        <p>
          {m.workforce_protocol_withdrawnOn({
            day: formatDate(withdrawn.at, locale, zone, 'short'),
            ...{ name: withdrawn.by, reason: withdrawn.reason },
          })}
        </p>
      )}
      {newer && (
        <p>
          <SignalBadge tone="amber">
            {m.workforce_protocol_newer({ version: newer.version, name: newer.writtenBy })}
          </SignalBadge>
        </p>
      )}
      <details>
        <summary>{m.workforce_protocol_read()}</summary>
        <VersionWords version={one} />
      </details>
    </div>
  );
}

type Version = Pick<
  Protocol,
  'actWords' | 'roleLabels' | 'items' | 'conditions' | 'fromMonths' | 'underMonths' | 'text'
>;

/** The whole of one text. */
export function VersionWords({ version: one }: { version: Version }) {
  const language = useLanguage();
  const lines = [
    [m.workforce_protocol_acts(), one.actWords.join('; ')],
    [m.workforce_protocol_roles(), one.roleLabels.map((label) => label[language]).join('; ')],
    [m.workforce_protocol_items(), one.items.map((item) => item.label[language]).join('; ')],
    [m.workforce_protocol_age(), ageWords(one, localeFor(language))],
    [m.workforce_protocol_conditions(), one.conditions],
  ].filter(([, said]) => said !== '');
  return (
    <div className="wf-protocol">
      <dl>
        {lines.map(([label, said]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
      <p className="wf-protocol-text">{one.text}</p>
    </div>
  );
}

function ageWords({ fromMonths, underMonths }: Version, locale: string): string {
  const said = (months: number) => {
    const [count, unit] = months % 12 === 0 ? [months / 12, 'year'] : [months, 'month'];
    return new Intl.NumberFormat(locale, { style: 'unit', unit: String(unit), unitDisplay: 'long' }).format(
      Number(count),
    );
  };
  if (fromMonths && underMonths)
    return m.workforce_protocol_ageBetween({ from: said(fromMonths), under: said(underMonths) });
  if (fromMonths) return m.workforce_protocol_ageFrom({ from: said(fromMonths) });
  return underMonths ? m.workforce_protocol_ageUnder({ under: said(underMonths) }) : '';
}
