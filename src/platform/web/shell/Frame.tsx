import {
  IconBuildingHospital,
  IconCalendar,
  IconCash,
  IconLayoutDashboard,
  IconListCheck,
  IconSearch,
  IconUsers,
} from '@tabler/icons-react';
import { Outlet, useLocation } from '@tanstack/react-router';
import { Suspense, lazy, useEffect, useState, useSyncExternalStore } from 'react';
import { m } from '#messages';
import { type KeyBinding, currentKeys, pressKey } from '../keys/keys.ts';
import { useBadge } from '../keys/use-badge.ts';
import { KeyLayer, useKeys } from '../keys/use-keys.tsx';
import { useLanguage } from '../language.ts';
import { keepLastPlace } from '../router/href.ts';
import { Go } from '../router/link.tsx';
import { Slot } from '../slots/Slot.tsx';
import { useSlices } from '../slots/registry.ts';
import type { Place } from '../slots/web-slice.ts';
import { tell } from '../ui/undo.tsx';
import { ConnectionState } from './ConnectionState.tsx';
import { DemoRibbon } from './DemoRibbon.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { LockScreen } from './LockScreen.tsx';
import { Mark } from './Mark.tsx';
import { Palette } from './Palette.tsx';
import { Notices } from './Notices.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { isBare, type OpenPlace, placeOf, placesFor } from './places.ts';
import { lock, onSession, sessionNow, useMe } from './session.ts';

const icons: Record<Place, typeof IconCalendar> = {
  today: IconLayoutDashboard,
  work: IconListCheck,
  patients: IconUsers,
  calendar: IconCalendar,
  money: IconCash,
  clinic: IconBuildingHospital,
};

/** Fetched as soon as the screen stands, so that the first load stays small and `?` need not wait. */
const loadKeyHelp = () => import('./KeyHelp.tsx');
const KeyHelp = lazy(loadKeyHelp);

type Over = 'palette' | 'keys' | 'switch' | undefined;

/** What stands around every screen. */
export function Frame() {
  useLanguage();
  const me = useMe();
  const slices = useSlices();
  const { pathname, href } = useLocation();
  const [over, setOver] = useState<Over>();
  const [keys, setKeys] = useState<KeyBinding[]>([]);
  const [, redraw] = useState(0);
  const [scan, setScan] = useState<{ staffId: string; from: Element | null }>();
  const close = () => setOver(undefined);
  const stay = () => {
    close();
    setScan(undefined);
    // she goes on where she was when a colleague's badge came in between
    if (scan?.from instanceof HTMLElement) scan.from.focus();
  };
  const help = () => {
    setKeys(currentKeys());
    setOver('keys');
  };
  useShellKeys(me.staffId, () => setOver('palette'), help);
  useBadge((staffId) => {
    if (sessionNow().phase !== 'open' || isBare(pathname, slices)) return false;
    if (staffId === me.staffId) tell(m.web_badge_yours({ name: me.name }));
    else {
      setScan({ staffId, from: document.activeElement });
      setOver('switch');
    }
    return true;
  });
  useEffect(() => {
    if (pathname !== '/') keepLastPlace(me.staffId, href);
  }, [me.staffId, pathname, href]);
  useEffect(() => {
    void loadKeyHelp();
  }, []);
  if (isBare(pathname, slices)) {
    return (
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
    );
  }
  const places = placesFor(me, slices);
  const here = placeOf(pathname, slices);
  const current = places.find((one) => one.place === here);
  return (
    <div className="s-app">
      <a className="s-skip" href="#main">
        {m.web_skip()}
      </a>
      <header>
        {me.clinic.demo && <DemoRibbon />}
        <Notices />
        <div className="s-header">
          <Go to="/today" className="s-brand" title={me.clinic.name}>
            <Mark small />
            <span className="s-clinic">{me.clinic.name}</span>
          </Go>
          <PlaceLinks places={places} here={here} />
          <button type="button" className="s-find" onClick={() => setOver('palette')}>
            <IconSearch size={18} aria-hidden />
            <span>{m.web_find_act()}</span>
            <kbd aria-hidden>Ctrl K</kbd>
          </button>
          <ConnectionState />
          <Slot name="header.end" inline />
          <LanguageSwitch />
          <PersonMenu
            onSwitch={() => {
              setScan(undefined);
              setOver('switch');
            }}
            onKeys={help}
          />
        </div>
      </header>
      <div className="s-middle">
        {current && current.entries.length > 1 && <PlaceNav place={current} pathname={pathname} />}
        <main id="main" className="s-main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <PlaceLinks places={places} here={here} bottom />
      {over === 'palette' && <Palette onClose={close} />}
      <Suspense>
        {over === 'keys' && (
          <KeyHelp keys={keys} onClose={close} onSwitch={() => redraw((count) => count + 1)} />
        )}
      </Suspense>
      {over === 'switch' && <SwitchPerson scanned={scan?.staffId} onCancel={stay} />}
    </div>
  );
}

function useShellKeys(staffId: string, find: () => void, help: () => void): void {
  useKeys({
    'ctrl+k': { label: m.web_find_title(), run: find },
    '/': { label: m.web_find_title(), run: find },
    '?': { label: m.web_keys_title(), run: help },
  });
  useKeys(
    { 'alt+l': { label: m.web_lock_act(), run: () => void lock().catch(() => undefined) } },
    { global: true },
  );
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // Below a lock nothing acts, whatever still has the keyboard.
      if (sessionNow().phase === 'open') pressKey(event, staffId);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [staffId]);
}

function PlaceLinks(props: { places: OpenPlace[]; here: Place; bottom?: boolean }) {
  return (
    <nav className={props.bottom ? 's-places s-places-bottom' : 's-places'} aria-label={m.web_places()}>
      {props.places.map(({ place, label, to }) => {
        const Icon = icons[place];
        return (
          <Go key={place} to={to} aria-current={place === props.here ? 'page' : undefined}>
            <Icon size={20} aria-hidden />
            <span>{label}</span>
          </Go>
        );
      })}
    </nav>
  );
}

function PlaceNav(props: { place: OpenPlace; pathname: string }) {
  const { entries, label } = props.place;
  return (
    <nav className="s-nav" aria-label={label}>
      {entries.map((entry, at) => (
        <div key={entry.path} className="s-nav-entry">
          {entry.group && entry.group !== entries[at - 1]?.group && (
            <p className="s-nav-group">{entry.group}</p>
          )}
          <Go to={entry.path} aria-current={entry.path === props.pathname ? 'page' : undefined}>
            {entry.label}
          </Go>
        </div>
      ))}
    </nav>
  );
}

function SwitchPerson(props: { scanned: string | undefined; onCancel: () => void }) {
  const session = useSyncExternalStore(onSession, sessionNow, sessionNow);
  return (
    <KeyLayer above>
      <BackOnEscape onBack={props.onCancel} />
      <LockScreen session={session} others {...props} />
    </KeyLayer>
  );
}

function BackOnEscape(props: { onBack: () => void }) {
  useKeys({ escape: { label: m.web_cancel(), run: props.onBack } });
  return null;
}
