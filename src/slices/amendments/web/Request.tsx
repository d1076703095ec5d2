import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { PatientBanner } from '#slices/records/web/index.tsx';
import { amendments, type RequestView } from '../contract.ts';
import { Disagreement } from './Disagreement.tsx';
import { Due } from './Due.tsx';
import { Facts } from './Facts.tsx';
import { NextAct } from './NextAct.tsx';
import { PaperAct } from './PaperAct.tsx';
import { Parties } from './Parties.tsx';
import { stateWords } from './words.ts';
import './amendments.css';

/** One request: its one next act, what is asked, how it was answered, and every state that it has been in. */
export default function Request({ params }: ScreenProps) {
  const requestId = params.requestId ?? '';
  const read = useRead(amendments, 'readRequest', { requestId }, { refreshOn: ['amendments.'] });
  const { data } = read;
  return (
    <Page
      title={m.amendments_request_title()}
      back="/work/amendments"
      actions={data && <PaperAct request={data.request} />}
      banner={data && <PatientBanner patientId={data.patientId} />}
    >
      <ReadView read={read} rows={8}>
        {({ request, steps }) => (
          <>
            {/* who decides reads first what is asked; afterwards it is who must be told that keeps it open */}
            {!request.outcome && <Asked request={request} />}
            <NextAct key={request.state} request={request} />
            <Parties request={request} />
            {request.outcome && <Decision request={request} />}
            <Disagreement request={request} />
            {request.outcome && <Asked request={request} />}
            <Steps steps={steps} />
          </>
        )}
      </ReadView>
    </Page>
  );
}

function Asked({ request }: { request: RequestView }) {
  const locale = useLocale();
  const go = useGo();
  const day = (on: string) => formatPlainDate(on, locale);
  const { extension } = request;
  const who = [
    request.requesterName,
    m[`amendments_requester_${request.requesterKind}`](),
    request.authority,
  ];
  return (
    <Panel
      title={m.amendments_asked()}
      actions={
        <Button tone="plain" onClick={() => go(`/patients/${request.patientId}/amendments`)}>
          {m.amendments_all()}
        </Button>
      }
    >
      <Facts
        facts={[
          [m.amendments_label_place(), request.place],
          [m.amendments_label_wanted(), request.wanted],
          [m.amendments_label_why(), request.why],
          [m.amendments_label_content(), m[`amendments_content_${request.content}`]()],
          [m.amendments_label_requester(), who.filter(Boolean).join(' · ')],
          [m.amendments_label_receivedOn(), day(request.receivedOn)],
          [m.amendments_column_due(), <Due key="due" request={request} />],
          [m.amendments_label_extension(), extension ? `${extension.reason} · ${day(extension.toldOn)}` : ''],
        ]}
      />
    </Panel>
  );
}

function Decision({ request }: { request: RequestView }) {
  const locale = useLocale();
  const { outcome, told, denyReason } = request;
  return (
    <Panel
      title={m.amendments_decision()}
      actions={request.goesAlong && <SignalBadge tone="grey">{m.amendments_along()}</SignalBadge>}
    >
      <Facts
        facts={[
          [m.amendments_column_state(), outcome ? stateWords(outcome) : ''],
          [m.amendments_label_decidedBy(), request.decidedBy],
          [m.amendments_label_linkedPlace(), request.linkedPlace],
          [m.amendments_label_resource(), request.resource],
          [m.amendments_label_reason(), denyReason ? m[`amendments_deny_${denyReason}`]() : ''],
          [m.amendments_label_words(), request.denyWords],
          [
            m.amendments_label_told(),
            told ? `${formatPlainDate(told.on, locale)} · ${m[`amendments_way_${told.way}`]()}` : '',
          ],
        ]}
      />
    </Panel>
  );
}

function Steps({ steps }: { steps: OutputOf<typeof amendments, 'readRequest'>['steps'] }) {
  return (
    <Panel title={m.amendments_steps()}>
      <ol className="amd-list">
        {steps.map((one) => (
          <li key={one.state} className="amd-line">
            <strong>{stateWords(one.state)}</strong>
            <span>{one.note}</span>
            <span className="amd-soft">
              {one.by} <When at={one.at} as="dateTime" />
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
