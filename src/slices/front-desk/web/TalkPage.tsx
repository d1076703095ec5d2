import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { frontDesk } from '../contract.ts';
import './front-desk.css';
import { Talk } from './Talk.tsx';
import type { Visit } from './visit-types.ts';

/** The same talk with somebody who calls about a visit: she is not here, so a red flag leads to the ambulance. */
export default function TalkPage({ params }: ScreenProps) {
  const visitId = params.visitId ?? '';
  const read = useRead(frontDesk, 'readVisit', { visitId }, { refreshOn: ['frontDesk.visit'] });
  return (
    <Page title={m.frontDesk_talk_telephoneTitle()} back={`/visits/${visitId}`}>
      <ReadView read={read} rows={6}>
        {(visit) => <OnTelephone visit={visit} />}
      </ReadView>
    </Page>
  );
}

function OnTelephone({ visit }: { visit: Visit }) {
  const [reason, setReason] = useState(visit.reason);
  return (
    <div className="fd-greet fd-narrow">
      <Panel title={m.frontDesk_greet_reason()}>
        <FieldText
          label={m.frontDesk_greet_reasonLabel()}
          name="reason"
          value={reason}
          onChange={setReason}
          maxLength={255}
          autoFocus
        />
      </Panel>
      <Talk visitId={visit.visitId} channel="telephone" reason={reason} />
    </div>
  );
}
