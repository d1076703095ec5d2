import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Go, useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { amendments, type RequestView } from '../contract.ts';
import { Due } from './Due.tsx';
import { standsWords } from './words.ts';
import './amendments.css';

/** In the chart: what was asked to be amended and how it was answered, and what goes along with every release. */
export default function ChartPanel({ patientId }: { patientId: string }) {
  const go = useGo();
  const may = useMay('amendments.receive');
  const read = useRead(amendments, 'patientAmendments', { patientId }, { refreshOn: ['amendments.'] });
  return (
    <Panel
      title={m.amendments_title()}
      actions={
        <>
          {may && (
            <Button onClick={() => go(`/patients/${patientId}/amendments/new`)}>
              {m.amendments_new_title()}
            </Button>
          )}
          <Button tone="plain" onClick={() => go(`/patients/${patientId}/amendments`)}>
            {m.amendments_all()}
          </Button>
        </>
      }
    >
      <ReadView read={read} rows={1}>
        {({ requests }) =>
          requests.length === 0 ? (
            <p className="amd-soft">{m.amendments_none()}</p>
          ) : (
            <ul className="amd-list">
              {requests.map((one) => (
                <Line key={one.requestId} request={one} />
              ))}
            </ul>
          )
        }
      </ReadView>
    </Panel>
  );
}

function Line({ request }: { request: RequestView }) {
  return (
    <li className="amd-line">
      <Go to={`/work/amendments/${request.requestId}`}>{request.place}</Go>
      <span>{standsWords(request)}</span>
      {!request.told && <Due request={request} />}
      {request.statement && <span>{m.amendments_label_statement()}</span>}
      {request.goesAlong && <SignalBadge tone="grey">{m.amendments_along()}</SignalBadge>}
    </li>
  );
}
