import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { workforce } from '#slices/workforce/contract.ts';
import { type Kind, KindForm } from './KindForm.tsx';
import '../workforce.css';

/** The rules by which credentials are counted here; the manager keeps the clinic's own versions. */
export default function Kinds() {
  const language = useLanguage();
  const manages = useMay('workforce.manageCredentials');
  const read = useRead(workforce, 'credentialKinds', {}, { refreshOn: ['workforce.'] });
  const [over, setOver] = useState<{ kind?: Kind }>();
  const add = () => setOver({});
  useKeys({ n: manages ? { label: m.workforce_kinds_add(), run: add } : undefined });
  const columns: Column<Kind>[] = [
    {
      id: 'kind',
      header: m.workforce_credentials_kind(),
      cell: (one) => (
        <>
          <strong>{one.code}</strong> {one.label[language]}{' '}
          {!one.active && <SignalBadge tone="grey">{m.workforce_kinds_off()}</SignalBadge>}
        </>
      ),
    },
    {
      id: 'valid',
      header: m.workforce_kinds_valid(),
      cell: (one) =>
        one.validMonths === null
          ? m.workforce_credentials_never()
          : m.workforce_kinds_months({ months: one.validMonths }),
    },
    {
      id: 'points',
      header: m.workforce_kinds_points(),
      cell: ({ points }) =>
        points ? m.workforce_kinds_pointsIn({ total: points.total, months: points.cycleMonths }) : '–',
      hideOn: 'phone',
    },
    {
      id: 'version',
      header: m.workforce_kinds_version(),
      cell: (one) =>
        one.version === 0
          ? m.workforce_kinds_ours()
          : m.workforce_kinds_own({ version: one.version, by: one.changedBy ?? '' }),
      hideOn: 'tablet',
    },
  ];
  const addButton = manages && (
    <Button tone="primary" onClick={add} keys="N">
      {m.workforce_kinds_add()}
    </Button>
  );
  return (
    <Page title={m.workforce_kinds_title()} actions={addButton}>
      <p className="s-hint">{m.workforce_kinds_hint()}</p>
      <ReadView read={read} rows={10}>
        {({ kinds }) => (
          <DataTable
            label={m.workforce_kinds_title()}
            rows={kinds}
            rowKey={(one) => one.code}
            columns={columns}
            {...(manages && {
              act: (kind: Kind) => ({ label: m.workforce_kinds_edit(), run: () => setOver({ kind }) }),
            })}
            empty={<EmptyState title={m.workforce_kinds_title()} />}
          />
        )}
      </ReadView>
      <Dialog
        title={over?.kind?.code ?? m.workforce_kinds_add()}
        open={over !== undefined}
        onClose={() => setOver(undefined)}
      >
        {over && <KindForm {...over} onDone={() => setOver(undefined)} />}
      </Dialog>
    </Page>
  );
}
