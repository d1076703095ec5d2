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
import { type Protocol, workforce } from '#slices/workforce/contract.ts';
import { ProtocolForm } from './ProtocolForm.tsx';
import { ProtocolList } from './ProtocolList.tsx';
import '../workforce.css';

/** Standing orders: those in force to read, and for who writes or approves them all that there is. */
export default function Protocols(props: ScreenProps) {
  const mayWrite = useMay('workforce.writeProtocols');
  const read = useRead(workforce, 'protocols', {}, { refreshOn: ['workforce.'] });
  const [over, setOver] = useState<{ protocol?: Protocol } | undefined>(
    mayWrite && props.search.add ? {} : undefined,
  );
  const add = () => setOver({});
  useKeys({ n: mayWrite ? { label: m.workforce_protocol_add(), run: add } : undefined });
  const addButton = mayWrite && (
    <Button tone="primary" onClick={add} keys="N">
      {m.workforce_protocol_add()}
    </Button>
  );
  return (
    <Page title={m.workforce_protocol_title()} back="/work" actions={addButton}>
      <p className="s-hint">{m.workforce_protocol_intro()}</p>
      <ReadView read={read} rows={6}>
        {({ protocols }) =>
          protocols.length === 0 ? (
            <EmptyState title={m.workforce_protocol_none()} text={m.workforce_protocol_noneText()} />
          ) : (
            <Panel title={m.workforce_protocol_title()}>
              <ProtocolList
                protocols={protocols}
                {...(mayWrite && { onEdit: (protocol: Protocol) => setOver({ protocol }) })}
              />
            </Panel>
          )
        }
      </ReadView>
      <Dialog
        title={over?.protocol ? m.workforce_protocol_edit() : m.workforce_protocol_add()}
        open={over !== undefined}
        onClose={() => setOver(undefined)}
        size="large"
      >
        {over && <ProtocolForm {...over} onDone={() => setOver(undefined)} />}
      </Dialog>
    </Page>
  );
}
