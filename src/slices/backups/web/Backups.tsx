import type { ReactNode } from 'react';
import { IconAlertTriangle } from '@tabler/icons-react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { type Backup, backups } from '../contract.ts';
import { KeyPanel } from './KeyPanel.tsx';
import { BackupList } from './BackupList.tsx';
import { ageWords, healthTone, healthWords, sizeWords, trialWords } from './words.ts';
import './backups.css';

type Status = OutputOf<typeof backups, 'status'>;

/** Whether the clinic's data could be brought back, and from where. */
export default function Backups() {
  const read = useRead(backups, 'status', {}, { refreshOn: ['backups.'] });
  const now = useAct(backups, 'backUpNow');
  const busy = read.data?.current != null || now.pending;
  const start = () => void now.run({}).catch(() => undefined);
  return (
    <Page
      title={m.backups_title()}
      actions={
        read.data?.kept && (
          <Button tone="primary" onClick={start} pending={busy}>
            {m.backups_now()}
          </Button>
        )
      }
    >
      <Problem problem={now.problem} />
      <ReadView read={read} rows={8}>
        {(status) => (status.kept ? <Kept status={status} /> : <p>{m.backups_notKept()}</p>)}
      </ReadView>
    </Page>
  );
}

function Kept({ status }: { status: Status }) {
  return (
    <div className="bu-stack">
      {!status.keyConfirmed && <KeyPanel />}
      <Standing status={status} />
      <Panel title={m.backups_list()}>
        <BackupList rows={status.recent} />
      </Panel>
      {status.keyConfirmed && <p className="s-hint">{m.backups_key_confirmed()}</p>}
    </div>
  );
}

function Standing({ status }: { status: Status }) {
  const { health, lastGood, place, current } = status;
  const locale = useLocale();
  const tone = health === 'failed' ? 'red' : health === 'late' ? 'amber' : undefined;
  const failure = status.recent.find((one) => one.state === 'good' || one.state === 'failed')?.fault;
  return (
    <Panel
      title={
        <>
          {m.backups_lastGood()} <SignalBadge tone={healthTone[health]}>{healthWords(health)}</SignalBadge>
        </>
      }
      {...(tone && { tone })}
    >
      {current && <Progress backup={current} />}
      {!current && lastGood?.trial === 'running' && <p role="status">{m.backups_trying()}</p>}
      {health === 'failed' && failure && <p className="bu-fault">{failure}</p>}
      {place?.fault && <p className="bu-fault">{place.fault}</p>}
      {lastGood ? <Facts backup={lastGood} /> : <p>{m.backups_lastGoodNone()}</p>}
      {place && (
        <dl className="bu-facts">
          <Fact label={m.backups_place()}>
            <span className="bu-folder">{place.folder}</span>
            {place.freeBytes && (
              <span className="s-hint"> {m.backups_free({ free: sizeWords(place.freeBytes, locale) })}</span>
            )}
          </Fact>
          {place.logUntil && (
            <Fact label={m.backups_until()}>
              <When at={place.logUntil} /> <span className="s-hint">{m.backups_until_hint()}</span>
            </Fact>
          )}
        </dl>
      )}
      {place?.sameDisk && (
        <p className="bu-warning">
          <IconAlertTriangle size={18} aria-hidden /> {m.backups_sameDisk()}
        </p>
      )}
      {place?.fault && place.waitingBytes !== '0' && (
        <p>{m.backups_waiting({ size: sizeWords(place.waitingBytes, locale) })}</p>
      )}
      {place?.lostAt && (
        <p className="bu-fault">
          <When at={place.lostAt} />: {m.backups_lost()}
        </p>
      )}
    </Panel>
  );
}

function Facts({ backup }: { backup: Backup }) {
  const locale = useLocale();
  return (
    <dl className="bu-facts">
      <Fact label={m.backups_col_at()}>
        <When at={backup.at} /> <span className="s-hint">{ageWords(backup.at, Date.now())}</span>
      </Fact>
      <Fact label={m.backups_size()}>{backup.bytes && sizeWords(backup.bytes, locale)}</Fact>
      <Fact label={m.backups_trial()}>
        {trialWords(backup, locale)} {backup.trialAt && <When at={backup.trialAt} />}
      </Fact>
    </dl>
  );
}

function Fact(props: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Progress({ backup }: { backup: Backup }) {
  const words = backup.state === 'asked' ? m.backups_asked() : m.backups_running({ percent: backup.percent });
  return (
    <div className="bu-progress">
      <p role="status">{words}</p>
      <progress max={100} value={backup.state === 'asked' ? 0 : backup.percent} aria-label={words} />
    </div>
  );
}
