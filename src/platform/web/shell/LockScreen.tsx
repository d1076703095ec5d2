import { useState } from 'react';
import { m } from '#messages';
import { demoPin } from '#platform/shared/demo.ts';
import { useBadge } from '../keys/use-badge.ts';
import { Button } from '../ui/Button.tsx';
import { Cover } from './Cover.tsx';
import { DemoRibbon } from './DemoRibbon.tsx';
import { PasswordEntry } from './PasswordEntry.tsx';
import { PinEntry } from './PinEntry.tsx';
import { SignInForm } from './SignInForm.tsx';
import { type Session, switchPerson, unlock } from './session.ts';

interface Tile {
  id: string;
  staffId: string;
  name: string;
  clinicName?: string;
  open: (pin: string) => Promise<void>;
  pinOpens: boolean;
}

/**
 * Who works at this PC, as tiles; a PIN brings each back to her own screen. Nothing of the clinic's work shows through.
 * @param props.scanned whose badge has brought her here
 */
export function LockScreen(props: {
  session: Session;
  onCancel?: () => void;
  others?: boolean;
  scanned?: string | undefined;
}) {
  const { session, onCancel } = props;
  const own: Tile = {
    id: '',
    staffId: session.lockedId ?? session.me?.staffId ?? '',
    name: session.lockedName ?? session.me?.name ?? '',
    open: (pin) => unlock({ pin }),
    pinOpens: session.pinOpens,
  };
  const others = session.others.map(
    (other): Tile => ({
      id: other.staffId,
      staffId: other.staffId,
      name: other.name,
      clinicName: other.clinicName,
      open: (pin) => switchPerson(other.staffId, pin),
      pinOpens: true,
    }),
  );
  const tiles = props.others ? others : [own, ...others];
  const tileOf = (staffId: string) => tiles.find((tile) => tile.staffId === staffId)?.id ?? 'new';
  const [chosenId, setChosenId] = useState(() =>
    props.scanned ? tileOf(props.scanned) : (tiles[0]?.id ?? 'new'),
  );
  const [byBadge, setByBadge] = useState(props.scanned !== undefined);
  // Each choice begins a new entry, also of the tile that is chosen already: the focus belongs on the PIN.
  const [choices, setChoices] = useState(0);
  const choose = (id: string, badge = false) => {
    setChosenId(id);
    setByBadge(badge);
    setChoices((count) => count + 1);
  };
  useBadge((staffId) => {
    // her own screen lies below, open
    if (props.others && session.phase === 'open' && staffId === session.me?.staffId) onCancel?.();
    else choose(tileOf(staffId), true);
    return true;
  });
  const chosen = tiles.find((tile) => tile.id === chosenId);
  const demo = session.me?.clinic.demo ?? session.lockedClinic?.demo;
  return (
    <Cover over ribbon={demo && <DemoRibbon />}>
      <h1 className="s-lock-title">{props.others ? m.web_switch_title() : m.web_lock_title()}</h1>
      <div className="s-lock">
        <div className="s-lock-people" role="group" aria-label={m.web_lock_people()}>
          {tiles.map((tile) => (
            <button
              key={tile.id}
              type="button"
              className="s-tile s-tile-person"
              aria-pressed={tile.id === chosenId}
              onClick={() => choose(tile.id)}
            >
              <span className="s-initials" aria-hidden>
                {initialsOf(tile.name)}
              </span>
              <strong>{tile.name}</strong>
            </button>
          ))}
          <button
            type="button"
            className="s-tile s-tile-person"
            aria-pressed={chosenId === 'new'}
            onClick={() => choose('new')}
          >
            <span className="s-initials" aria-hidden>
              +
            </span>
            <strong>{m.web_lock_other()}</strong>
          </button>
        </div>
        <div className="s-card s-lock-entry">
          {chosen?.pinOpens && demo && <p className="s-hint">{m.web_lock_demoPin({ pin: demoPin })}</p>}
          {chosen?.pinOpens && <PinEntry key={choices} name={chosen.name} open={chosen.open} />}
          {chosen && !chosen.pinOpens && (
            <PasswordEntry key={choices} name={chosen.name} open={(password) => unlock({ password })} />
          )}
          {!chosen && <SignInForm autoFocus strangeBadge={byBadge} />}
        </div>
      </div>
      {onCancel && <Button onClick={onCancel}>{m.web_cancel()}</Button>}
    </Cover>
  );
}

function initialsOf(name: string): string {
  const words = name
    .replace(/^(dr|drg|ns|bd)\.?\s+/i, '')
    .split(/[\s,]+/)
    .filter(Boolean);
  return `${words[0]?.[0] ?? ''}${words[1]?.[0] ?? ''}`.toUpperCase();
}
