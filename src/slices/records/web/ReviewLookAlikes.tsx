import { m } from '#messages';
import { systemClock, today } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type FoundPatient, records } from '../contract.ts';
import { Facts } from './Facts.tsx';
import { birthWords, reasonWords, recordNumberWords, sexWords } from './words.ts';
import './records.css';

/** Pairs of charts that may be one person. Saying that they are two is for good; joining them is another duty. */
export default function ReviewLookAlikes() {
  const read = useRead(records, 'lookAlikesToReview', {}, { refreshOn: ['records.'] });
  const say = useAct(records, 'sayDifferent');
  return (
    <Page title={m.records_review_title()}>
      <Problem problem={say.problem} />
      <ReadView read={read}>
        {({ pairs }) => (
          <DataTable
            label={m.records_review_title()}
            rows={pairs}
            rowKey={(pair) => `${pair.patient.id} ${pair.other.id}`}
            act={(pair) => ({
              label: m.records_review_different(),
              run: () =>
                void say.run({ patientId: pair.patient.id, otherId: pair.other.id }).catch(() => undefined),
              pending: say.pending,
            })}
            columns={[
              { id: 'one', header: m.records_review_one(), cell: (pair) => <Person one={pair.patient} /> },
              { id: 'other', header: m.records_review_other(), cell: (pair) => <Person one={pair.other} /> },
              {
                id: 'why',
                header: m.records_review_why(),
                hideOn: 'phone',
                cell: (pair) => reasonWords(pair.reasons),
              },
            ]}
            empty={<EmptyState title={m.records_review_empty()} text={m.records_review_emptyText()} />}
          />
        )}
      </ReadView>
    </Page>
  );
}

function Person({ one }: { one: FoundPatient }) {
  const locale = useLocale();
  const { clinic } = useMe();
  const day = today(systemClock, clinic.zone);
  return (
    <span className="rc-person">
      <Go to={`/patients/${one.id}`}>{one.name}</Go>
      <Facts
        facts={[
          birthWords(one.birthDate, day, locale),
          sexWords(one.sex),
          recordNumberWords(one.recordNumber, clinic),
          one.phone,
          one.city,
        ]}
      />
    </span>
  );
}
