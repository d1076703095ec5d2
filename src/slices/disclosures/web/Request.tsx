import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import type { OutputOf } from '#platform/shared/contract.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { PatientBanner } from '#slices/records/web/index.tsx';
import { CoverAct } from './CoverAct.tsx';
import { disclosures, type RequestView } from '../contract.ts';
import { NextAct } from './NextAct.tsx';
import { Due } from './RequestTable.tsx';
import { basisWords, kindWords, specialWords, stateWords, wayWords, whatWords } from './words.ts';
import './disclosures.css';

/** One request: what is asked, its one next act, and every state that it has been in. */
export default function Request({ params }: ScreenProps) {
  const requestId = params.requestId ?? '';
  const read = useRead(disclosures, 'readRequest', { requestId }, { refreshOn: ['disclosures.'] });
  const { data } = read;
  return (
    <Page
      title={m.disclosures_request_title()}
      back="/work/releases"
      actions={data && <CoverAct data={data} />}
      banner={data && <PatientBanner patientId={data.patientId} />}
    >
      <ReadView read={read} rows={8}>
        {({ request, steps }) => (
          <>
            <NextAct key={request.state} request={request} />
            <Asked request={request} />
            <Steps steps={steps} />
          </>
        )}
      </ReadView>
    </Page>
  );
}

function Asked({ request }: { request: RequestView }) {
  const locale = useLocale();
  const facts: [string, string][] = [
    [m.disclosures_label_requester(), `${request.requesterName} · ${kindWords(request.requesterKind)}`],
    [m.disclosures_label_why(), `${request.purpose} · ${basisWords(request.basis)}`],
    [m.disclosures_label_parts(), whatWords(request, locale)],
    [m.disclosures_label_special(), request.special.map((one) => specialWords(one)).join(', ')],
    [
      m.disclosures_label_recipient(),
      [request.recipientName, request.recipientAddress, wayWords(request.way)].filter(Boolean).join(' · '),
    ],
    [m.disclosures_label_receivedOn(), formatPlainDate(request.receivedOn, locale)],
  ];
  return (
    <Panel title={m.disclosures_asked()}>
      <dl className="ds-facts">
        {facts
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        <div>
          <dt>{m.disclosures_column_due()}</dt>
          <dd>
            <Due request={request} /> {request.extended && m.disclosures_extended()}
          </dd>
        </div>
      </dl>
    </Panel>
  );
}

function Steps({ steps }: { steps: OutputOf<typeof disclosures, 'readRequest'>['steps'] }) {
  return (
    <Panel title={m.disclosures_steps()}>
      <ol className="ds-list">
        {steps.map((one) => (
          <li key={one.state} className="ds-line">
            <strong>{stateWords(one.state)}</strong>
            <span>{one.note}</span>
            <span className="ds-soft">
              {one.by} <When at={one.at} as="dateTime" />
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
