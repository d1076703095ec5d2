import { Suspense, useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useGo } from '#platform/web/router/link.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { records } from '#slices/records/contract.ts';
import { PatientPicker } from '#slices/records/web/index.tsx';
import { EntryForm } from './EntryForm.tsx';
import './waitlist.css';

/** Puts somebody on the list; from a chart the patient is given. */
export default function AddEntry({ search }: ScreenProps) {
  const [chosen, setChosen] = useState<string | undefined>(search.patientId);
  const go = useGo();
  const back = search.patientId ? `/patients/${search.patientId}` : '/calendar/waitlist';
  return (
    <Page title={m.waitlist_add()} back={back}>
      {chosen === undefined ? (
        <Panel title={m.waitlist_label_patient()}>
          <Suspense>
            <PatientPicker
              label={m.waitlist_label_patient()}
              onChosen={({ id }) => setChosen(id)}
              changedLast
            />
          </Suspense>
        </Panel>
      ) : (
        <ForPatient
          patientId={chosen}
          onOther={search.patientId ? undefined : () => setChosen(undefined)}
          onDone={(name) => {
            tell(m.waitlist_added({ name }));
            go(back, { replace: true });
          }}
        />
      )}
    </Page>
  );
}

function ForPatient(props: {
  patientId: string;
  onOther: (() => void) | undefined;
  onDone: (name: string) => void;
}) {
  const name = useRead(records, 'readBanner', { patientId: props.patientId }).data?.name ?? '';
  return (
    <Panel
      title={name}
      actions={props.onOther && <Button onClick={props.onOther}>{m.waitlist_otherPatient()}</Button>}
    >
      <EntryForm patientId={props.patientId} onDone={() => props.onDone(name)} />
    </Panel>
  );
}
