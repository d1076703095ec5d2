import { Suspense, useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { PatientPicker } from '#slices/records/web/index.tsx';
import { scheduling } from '../contract.ts';
import { ChainForm } from './ChainForm.tsx';
import { ChooseChain } from './ChooseChain.tsx';
import { ChooseTime } from './ChooseTime.tsx';
import './calendar.css';

/**
 * Patient, visit type, provider, time: the time's button holds it, and Enter books. From a chart or a visit the
 * patient is given, and from the sheet the provider and the hour.
 */
export default function BookVisit({ search }: ScreenProps) {
  const [patient, setPatient] = useState(search.patientId ? { id: search.patientId, name: '' } : undefined);
  const [chainId, setChainId] = useState('');
  const setup = useRead(scheduling, 'setup', {}, { refreshOn: ['scheduling.setupChanged'] });
  const back = search.patientId ? `/patients/${search.patientId}` : `/calendar?day=${search.day ?? ''}`;
  return (
    <Page title={m.scheduling_book_title()} back={back}>
      {!patient && (
        <Panel title={m.scheduling_book_patient()}>
          <Suspense>
            <PatientPicker
              label={m.scheduling_book_patient()}
              onChosen={({ id, name }) => setPatient({ id, name })}
              changedLast
            />
          </Suspense>
        </Panel>
      )}
      {patient && (
        <ReadView read={setup}>
          {({ visitTypes, providers, chains, rooms }) => (
            <>
              <ChooseChain
                chains={chains.filter((one) => one.active)}
                value={chainId}
                onChange={setChainId}
              />
              {chainId !== '' ? (
                <ChainForm key={chainId} patient={patient} chainId={chainId} day={search.day} back={back} />
              ) : (
                <ChooseTime
                  patient={patient}
                  types={visitTypes.filter((type) => type.active)}
                  providers={providers}
                  sites={sitesOf(rooms)}
                  search={search}
                  onOther={search.patientId ? undefined : () => setPatient(undefined)}
                  back={back}
                />
              )}
            </>
          )}
        </ReadView>
      )}
    </Page>
  );
}

/** Every site that a room in use is at, by name. */
function sitesOf(rooms: readonly { site: string; active: boolean }[]): string[] {
  const sites = rooms.filter((one) => one.active && one.site !== '').map((one) => one.site);
  return [...new Set(sites)].toSorted();
}
