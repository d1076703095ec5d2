import type { ReactNode } from 'react';
import { m } from '#messages';
import { useLocale } from '#platform/web/language.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { Passport, PassportLine } from '../contract.ts';
import { isGood } from '../shared/states.ts';
import { StateBadge } from './StateBadge.tsx';
import { methodWords, nextWords, purposeWords } from './words.ts';
import './competencies.css';

/** A person's competencies one by one: the state, until when, what it opens, what would bring her on. */
export function PassportLines(props: {
  passport: Passport;
  /** What can be done at a line. */
  acts: (line: PassportLine) => ReactNode;
}) {
  const { lines } = props.passport;
  if (lines.length === 0)
    return <EmptyState title={m.competencies_passport_none()} text={m.competencies_passport_noneHint()} />;
  return (
    <ul className="cp-lines">
      {lines.map((line) => (
        <li key={line.code} className="cp-line">
          <div className="cp-line-main">
            <h2 className="cp-line-title">
              {line.label} <StateBadge state={line.state} />
              {line.trainer && <SignalBadge tone="grey">{m.competencies_passport_trainer()}</SignalBadge>}
            </h2>
            <Facts line={line} />
            <History line={line} />
          </div>
          <div className="cp-line-acts">{props.acts(line)}</div>
        </li>
      ))}
    </ul>
  );
}

function Facts({ line }: { line: PassportLine }) {
  const locale = useLocale();
  const next = nextWords(line.state);
  const day = line.throughDay && formatPlainDate(line.throughDay, locale);
  const acts = line.opens.join(', ');
  const good = isGood(line.state);
  return (
    <div className="cp-facts">
      {day && (
        <p>
          {line.state === 'lapsed'
            ? m.competencies_passport_ended({ day })
            : m.competencies_passport_through({ day })}
          {line.validatedBy && line.method && (
            <>
              {' · '}
              {m.competencies_passport_by({ name: line.validatedBy, method: methodWords(line.method) })}
            </>
          )}
        </p>
      )}
      {line.suspendedFor && (
        <p>
          {m.competencies_passport_suspended({ name: line.suspendedBy ?? '', reason: line.suspendedFor })}
        </p>
      )}
      {!day && <p>{m.competencies_passport_practices({ done: line.practised, needed: line.needed })}</p>}
      {acts && (
        <p>
          {!good && line.asked
            ? m.competencies_passport_closed({ acts })
            : m.competencies_passport_opens({ acts })}
        </p>
      )}
      {next && <p className="cp-next">{next}</p>}
    </div>
  );
}

/** What became of her work, and who saw her do it. */
function History({ line }: { line: PassportLine }) {
  const { rates, attempts } = line;
  if (rates.done === 0 && attempts.length === 0) return null;
  return (
    <More label={m.competencies_passport_attempts()}>
      {rates.done > 0 && <p>{m.competencies_passport_rates(rates)}</p>}
      <ul className="cp-attempts">
        {attempts.map((one) => (
          <li key={one.attemptId}>
            <When at={one.at} as="date" />
            {' · '}
            {purposeWords[one.purpose]()} · {methodWords(one.method)} · {one.observer} ·{' '}
            <strong>{one.passed ? m.competencies_passed() : m.competencies_failed()}</strong>
            {one.failed.length > 0 && (
              <> · {m.competencies_passport_failedSteps({ steps: one.failed.join('; ') })}</>
            )}
            {one.note && ` · ${one.note}`}
          </li>
        ))}
      </ul>
    </More>
  );
}
