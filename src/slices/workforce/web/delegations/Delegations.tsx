import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { workforce } from '#slices/workforce/contract.ts';
import { DelegateForm } from './DelegateForm.tsx';
import { DelegationTable } from './DelegationTable.tsx';
import '../workforce.css';

/** What I delegated, what is delegated to me, and for who manages credentials all that there is. */
export default function Delegations(props: ScreenProps) {
  const mayGive = useMay('workforce.delegate');
  const read = useRead(workforce, 'delegations', {}, { refreshOn: ['workforce.'] });
  const [open, setOpen] = useState(mayGive && Boolean(props.search.add));
  const give = () => setOpen(true);
  useKeys({ n: mayGive ? { label: m.workforce_delegation_giveTitle(), run: give } : undefined });
  const giveButton = mayGive && (
    <Button tone="primary" onClick={give} keys="N">
      {m.workforce_delegation_giveTitle()}
    </Button>
  );
  return (
    <Page title={m.workforce_delegation_title()} back="/work" actions={giveButton}>
      <ReadView read={read} rows={6}>
        {({ delegations, all }) =>
          delegations.length === 0 ? (
            <EmptyState title={m.workforce_delegation_none()} text={m.workforce_delegation_noneText()} />
          ) : (
            <Panel title={m.workforce_delegation_five()}>
              <DelegationTable delegations={delegations} mayRevokeAll={all} />
            </Panel>
          )
        }
      </ReadView>
      <Dialog title={m.workforce_delegation_giveTitle()} open={open} onClose={() => setOpen(false)}>
        {open && <DelegateForm onDone={() => setOpen(false)} />}
      </Dialog>
    </Page>
  );
}
