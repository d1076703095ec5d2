import type { ReactNode } from 'react';
import { m } from '#messages';
import { useLocale } from '#platform/web/language.ts';
import { MoneyText } from '#platform/web/ui/MoneyText.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { Coverage } from '../contract.ts';
import { orderWords, participantWords, periodWords, relationWords, stateWords } from './words.ts';
import './insurance.css';

/** One coverage as people read its card, with what the payer said and when. */
export function CoverageLine({ coverage, children }: { coverage: Coverage; children?: ReactNode }) {
  const locale = useLocale();
  const { subscriber } = coverage;
  return (
    <li className="in-line">
      <div className="in-head">
        <strong>{coverage.payer.name}</strong>
        <span>{orderWords(coverage.order)}</span>
        <span className="s-figures">{coverage.memberNumber}</span>
        {coverage.state === 'active' ? (
          <CheckBadge coverage={coverage} />
        ) : (
          <SignalBadge tone="grey">{stateWords(coverage.state)}</SignalBadge>
        )}
      </div>
      <p className="in-note">
        {[
          coverage.plan,
          coverage.group && m.insurance_group({ group: coverage.group }),
          coverage.careClass && m.insurance_careClass({ careClass: coverage.careClass }),
          coverage.registeredAt && m.insurance_registeredAt({ place: coverage.registeredAt }),
          subscriber.relation !== 'self' && `${relationWords(subscriber.relation)}: ${subscriber.name ?? ''}`,
          periodWords(coverage, locale),
          coverage.endedWhy,
        ]
          .filter(Boolean)
          .join(' · ')}
        {coverage.copay && (
          <>
            {' · '}
            {m.insurance_field_copay()} <MoneyText money={coverage.copay} />
          </>
        )}
      </p>
      {coverage.lastVerified && (
        <p className="in-note">
          {m.insurance_checkedBy({ name: coverage.lastVerified.by })}{' '}
          <When at={coverage.lastVerified.at} as="dateTime" />
          {coverage.lastVerified.note && ` · ${coverage.lastVerified.note}`}
        </p>
      )}
      {children}
    </li>
  );
}

/** Only a check of today says anything; yesterday's is shown as not asked. */
function CheckBadge({ coverage }: { coverage: Coverage }) {
  const today = coverage.verifiedToday;
  if (!today) return <SignalBadge tone="amber">{m.insurance_notAskedToday()}</SignalBadge>;
  if (today.state === 'active') return <SignalBadge tone="green">{m.insurance_activeToday()}</SignalBadge>;
  return <SignalBadge tone="amber">{participantWords(today.state)}</SignalBadge>;
}
