import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import type { documents } from '../contract.ts';
import { faultWords } from './words.ts';

/** How many of the sample were right, and what was wrong with the others, most often first. */
export function CheckRate({ checks }: { checks: OutputOf<typeof documents, 'settings'>['checks'] }) {
  const { right, wrong, waiting, faults } = checks;
  const checked = right + wrong;
  return (
    <Panel title={m.documents_settings_checks()}>
      <p className="doc-rate">
        <strong>
          {checked === 0
            ? m.documents_settings_rateNone()
            : m.documents_settings_rate({ percent: Math.round((right / checked) * 100) })}
        </strong>{' '}
        <span className="doc-soft">{m.documents_settings_counts({ right, wrong, waiting })}</span>
      </p>
      {faults.length > 0 && (
        <p className="doc-soft">
          {faults
            .map(({ fault, count }) =>
              m.documents_settings_faultCount({ fault: faultWords[fault](), count: String(count) }),
            )
            .join(' · ')}
        </p>
      )}
    </Panel>
  );
}
