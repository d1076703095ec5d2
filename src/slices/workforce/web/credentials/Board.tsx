import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLanguage } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type Credential, workforce } from '#slices/workforce/contract.ts';
import { dayWords, leftWords } from './days.ts';
import { StatusBadge } from './StatusBadge.tsx';
import '../workforce.css';

/** What of whom ends when, the nearest end at the top. */
export default function Board() {
  const language = useLanguage();
  const go = useGo();
  const manages = useMay('workforce.manageCredentials');
  const read = useRead(workforce, 'credentialBoard', {}, { refreshOn: ['workforce.'] });
  const columns = (today: string): Column<Credential>[] => [
    { id: 'who', header: m.workforce_credentials_who(), cell: (one) => <strong>{one.name}</strong> },
    {
      id: 'kind',
      header: m.workforce_credentials_kind(),
      cell: (one) => `${one.kind} · ${one.label[language]}`,
    },
    {
      id: 'number',
      header: m.workforce_credentials_number(),
      cell: (one) => one.number || '–',
      figures: true,
      hideOn: 'tablet',
    },
    {
      id: 'end',
      header: m.workforce_credentials_lastDay(),
      cell: (one) => (
        <>
          {dayWords(one.lastDay)} <span className="s-hint">{leftWords(today, one.lastDay)}</span>
        </>
      ),
      figures: true,
    },
    {
      id: 'status',
      header: m.workforce_credentials_status(),
      cell: (one) => <StatusBadge status={one.status} />,
    },
  ];
  const open = (one: Credential) => go(`/clinic/people/${one.staffId}`);
  return (
    <Page title={m.workforce_credentials_title()}>
      <ReadView read={read} rows={8}>
        {({ credentials, today }) => (
          <DataTable
            label={m.workforce_credentials_title()}
            rows={credentials}
            rowKey={(one) => one.credentialId}
            columns={columns(today)}
            tone={(one) => (one.status === 'active' ? undefined : 'amber')}
            {...(manages && {
              open,
              act: (one: Credential) => ({ label: m.workforce_credentials_open(), run: () => open(one) }),
            })}
            empty={
              <EmptyState
                title={m.workforce_credentials_none()}
                text={m.workforce_credentials_noneText()}
                {...(manages && { act: { label: m.workforce_people_title(), to: '/clinic/people' } })}
              />
            }
          />
        )}
      </ReadView>
    </Page>
  );
}
