import { useState } from 'react';
import { m } from '#messages';
import { today } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Credential, type Education, type PersonFile, workforce } from '#slices/workforce/contract.ts';
import { DelegationTable } from '../delegations/DelegationTable.tsx';
import { PersonJob } from '../job-records/PersonJob.tsx';
import { CredentialForm } from './CredentialForm.tsx';
import { Credentials } from './Credentials.tsx';
import { EducationForm } from './EducationForm.tsx';
import { Educations } from './Educations.tsx';
import { PrintReport } from './PrintReport.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { RenewForm } from './RenewForm.tsx';
import '../workforce.css';

type Over =
  | { at: 'add' | 'learn' }
  | { at: 'edit' | 'renew' | 'suspend' | 'withdraw'; credential: Credential }
  | { at: 'forget'; entry: Education }
  | undefined;

/** One person's credentials, continuing education and what is delegated to her, for who manages them. */
export default function PersonFilePage(props: ScreenProps) {
  const staffId = props.params.staffId ?? '';
  const language = useLanguage();
  const read = useRead(workforce, 'personFile', { staffId }, { refreshOn: ['workforce.'] });
  const [over, setOver] = useState<Over>();
  const resume = useAct(workforce, 'resumeCredential');
  const add = () => setOver({ at: 'add' });
  useKeys({ n: { label: m.workforce_credentials_add(), run: add } });
  const endSuspension = (credential: Credential) =>
    void resume.run({ credentialId: credential.credentialId }).then(
      () => tell(m.workforce_credentials_resumeDone({ kind: credential.kind })),
      () => undefined,
    );
  const acts = (credential: Credential) => {
    const button = (at: 'edit' | 'renew' | 'suspend' | 'withdraw', label: string) => (
      <Button key={at} tone="plain" onClick={() => setOver({ at, credential })}>
        {label}
      </Button>
    );
    return (
      <>
        {credential.lastDay !== null && button('renew', m.workforce_credentials_renew())}
        {button('edit', m.workforce_credentials_edit())}
        {credential.status === 'suspended' ? (
          <Button tone="plain" onClick={() => endSuspension(credential)}>
            {m.workforce_credentials_resume()}
          </Button>
        ) : (
          button('suspend', m.workforce_credentials_suspend())
        )}
        {button('withdraw', m.workforce_credentials_withdraw())}
      </>
    );
  };
  const addButton = (
    <Button tone="primary" onClick={add} keys="N">
      {m.workforce_credentials_add()}
    </Button>
  );
  return (
    <Page title={read.data?.name ?? m.workforce_credentials_file()} back="/clinic/people" actions={addButton}>
      <Problem problem={resume.problem} />
      <ReadView read={read} rows={8}>
        {(file) => (
          <>
            <p className="s-hint">
              {file.roles.map((one) => one[language]).join(', ')}
              {' · '}
              {m.workforce_credentials_signsAs({ name: file.signsAs })}
            </p>
            <Panel title={m.workforce_credentials_title()}>
              <Credentials
                credentials={file.credentials}
                empty={m.workforce_credentials_noneText()}
                acts={acts}
              />
            </Panel>
            <Panel
              title={m.workforce_education_title()}
              actions={
                <>
                  <PrintReport staffId={staffId} />
                  <Button onClick={() => setOver({ at: 'learn' })}>{m.workforce_education_add()}</Button>
                </>
              }
            >
              <Educations entries={file.education} onWithdraw={(entry) => setOver({ at: 'forget', entry })} />
            </Panel>
            <PersonJob staffId={staffId} />
            <Panel title={m.workforce_delegation_title()}>
              <DelegationTable delegations={file.delegations} mayRevokeAll />
            </Panel>
            {over && <Overs over={over} file={file} onClose={() => setOver(undefined)} />}
          </>
        )}
      </ReadView>
    </Page>
  );
}

function Overs(props: { over: NonNullable<Over>; file: PersonFile; onClose: () => void }) {
  const { over, file, onClose } = props;
  const { zone } = useMe().clinic;
  const suspend = useAct(workforce, 'suspendCredential');
  const withdraw = useAct(workforce, 'withdrawCredential');
  const forget = useAct(workforce, 'withdrawEducation');
  if (over.at === 'forget') {
    const { educationId, title } = over.entry;
    const run = async (reason: string) => {
      await forget.run({ educationId, reason });
      tell(m.workforce_education_withdrawDone({ title }));
    };
    const words = {
      title: m.workforce_education_withdrawTitle({ title }),
      label: m.workforce_education_withdraw(),
    };
    return <ReasonDialog {...words} {...forget} run={run} onClose={onClose} />;
  }
  if (over.at === 'suspend' || over.at === 'withdraw') {
    const { credentialId, kind } = over.credential;
    const suspends = over.at === 'suspend';
    const act = suspends ? suspend : withdraw;
    const run = async (reason: string) => {
      await act.run({ credentialId, reason });
      tell(
        suspends
          ? m.workforce_credentials_suspendDone({ kind })
          : m.workforce_credentials_withdrawDone({ kind }),
      );
    };
    const title = suspends
      ? m.workforce_credentials_suspendTitle({ kind })
      : m.workforce_credentials_withdrawTitle({ kind });
    const label = suspends ? m.workforce_credentials_suspend() : m.workforce_credentials_withdraw();
    return <ReasonDialog {...{ title, label }} {...act} run={run} onClose={onClose} />;
  }
  return (
    <Dialog title={titleOf(over)} open onClose={onClose}>
      {over.at === 'learn' && <EducationForm staffId={file.staffId} onDone={onClose} />}
      {over.at === 'renew' && (
        <RenewForm
          credential={over.credential}
          today={today({ now: () => Date.now() }, zone)}
          onDone={onClose}
        />
      )}
      {(over.at === 'add' || over.at === 'edit') && (
        <CredentialForm
          person={file}
          {...('credential' in over && { credential: over.credential })}
          onDone={onClose}
        />
      )}
    </Dialog>
  );
}

function titleOf(over: NonNullable<Over>): string {
  if (over.at === 'learn') return m.workforce_education_add();
  if (over.at === 'renew') return m.workforce_credentials_renewTitle({ kind: over.credential.kind });
  return m.workforce_credentials_add();
}
