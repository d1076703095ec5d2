import { m } from '#messages';
import { formatTime } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { clearDone, decide, type DeskAct, openOf, unsentOf } from './desk.ts';

/** What was done while offline: what went in, what was refused and why, and two versions between which somebody decides. */
export function OfflineList(props: { acts: readonly DeskAct[]; away: boolean; onClose: () => void }) {
  const { acts, away } = props;
  const me = useMe();
  const locale = useLocale();
  const time = (at: string) => formatTime(at, locale, me.clinic.zone);
  const open = openOf(acts);
  // what was refused first is decided first: what she did after it may hang on it
  const first = open[0]?.id;
  const close = () => {
    props.onClose();
    if (!away) void clearDone();
  };
  return (
    <Dialog open title={m.frontDesk_offline_title()} onClose={close} size="large">
      <p className="fd-soft">
        {away ? m.frontDesk_offline_listAway() : m.frontDesk_offline_listText()}{' '}
        {unsentOf(acts).length + open.length > 0 &&
          me.until &&
          m.frontDesk_offline_until({ time: time(me.until) })}
      </p>
      <ol className="fd-offline-list">
        {acts.map((one) => (
          <li key={one.id}>
            <span className="s-figures">{time(one.doneAt)}</span>
            <span>
              <strong>{one.name}</strong> {one.words}
            </span>
            <State one={one} />
            {one.state === 'undecided' && one.other && (
              <TwoVersions one={one} other={one.other} time={time} focus={one.id === first} />
            )}
            {one.state === 'refused' && (
              <p className="fd-offline-why">
                {one.why}{' '}
                <Button small autoFocus={one.id === first} onClick={() => void decide(one.id, 'theirs')}>
                  {m.frontDesk_offline_putAway()}
                </Button>
              </p>
            )}
          </li>
        ))}
      </ol>
      <div className="fd-offline-foot">
        <Button tone={open.length === 0 ? 'primary' : 'quiet'} autoFocus={open.length === 0} onClick={close}>
          {m.web_close()}
        </Button>
      </div>
    </Dialog>
  );
}

function State({ one }: { one: DeskAct }) {
  switch (one.state) {
    case 'unsent':
      return <SignalBadge tone="amber">{m.frontDesk_offline_state_unsent()}</SignalBadge>;
    case 'takenIn':
      return <SignalBadge tone="green">{m.frontDesk_offline_state_takenIn()}</SignalBadge>;
    case 'alreadySo':
      return (
        <SignalBadge tone="green">{m.frontDesk_offline_state_alreadySo({ by: one.why ?? '' })}</SignalBadge>
      );
    case 'refused':
      return <SignalBadge tone="red">{m.frontDesk_offline_state_refused()}</SignalBadge>;
    case 'undecided':
      return <SignalBadge tone="amber">{m.frontDesk_offline_state_undecided()}</SignalBadge>;
    case 'putAway':
      return <SignalBadge tone="grey">{m.frontDesk_offline_state_putAway()}</SignalBadge>;
  }
}

function TwoVersions(props: {
  one: DeskAct;
  other: NonNullable<DeskAct['other']>;
  time: (at: string) => string;
  focus: boolean;
}) {
  const { one, other, time } = props;
  const where = other.room ? `${other.where}, ${other.room}` : other.where;
  return (
    <div className="fd-versions" role="group" aria-label={m.frontDesk_offline_which({ name: one.name })}>
      <p>{m.frontDesk_offline_which({ name: one.name })}</p>
      <div className="fd-version">
        <p>{m.frontDesk_offline_mine({ time: time(one.doneAt) })}</p>
        <strong>{one.words}</strong>
        <Button autoFocus={props.focus} onClick={() => void decide(one.id, 'mine')}>
          {m.frontDesk_offline_keepMine()}
        </Button>
      </div>
      <div className="fd-version">
        <p>{m.frontDesk_offline_theirs({ by: other.by, time: time(other.at) })}</p>
        <strong>{where}</strong>
        <Button onClick={() => void decide(one.id, 'theirs')}>{m.frontDesk_offline_keepTheirs()}</Button>
      </div>
    </div>
  );
}
