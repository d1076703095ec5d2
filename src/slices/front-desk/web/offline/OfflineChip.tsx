import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { m } from '#messages';
import { ProblemError } from '#platform/web/client/call.ts';
import { useAway } from '#platform/web/client/reach.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { beforeLeaving } from '#platform/web/offline/leaving.ts';
import { onSession, sessionNow } from '#platform/web/shell/session.ts';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import '../front-desk.css';
import { type DeskAct, openOf, sendActs, unsentOf, useDeskActs } from './desk.ts';
import { showList, useListOpen } from './list-open.ts';
import { OfflineList } from './OfflineList.tsx';

/** In the header of every screen: how much of what was done without a connection is not in yet, or waits to be decided. */
export default function OfflineChip() {
  const acts = useDeskActs();
  const away = useAway();
  const open = useListOpen();
  useEffect(() => {
    if (!away) void sendActs();
    // a screen that was locked meanwhile may send again once it is opened
    return onSession(() => {
      if (!away && sessionNow().phase === 'open') void sendActs();
    });
  }, [away]);
  useEffect(() => beforeLeaving(handIn), []);
  const some = acts.length > 0;
  useKeys({
    o: some ? { label: m.frontDesk_offline_title(), run: () => showList(true) } : undefined,
  });
  if (!some) return null;
  return (
    <>
      <button type="button" className="fd-offline-chip" onClick={() => showList(true)}>
        <Count acts={acts} />
      </button>
      {open && <OfflineList acts={acts} away={away} onClose={() => showList(false)} />}
    </>
  );
}

function Count({ acts }: { acts: readonly DeskAct[] }) {
  const [decide, unsent] = [openOf(acts).length, unsentOf(acts).length];
  if (decide > 0)
    return <SignalBadge tone="amber">{m.frontDesk_offline_toDecide({ count: decide })}</SignalBadge>;
  if (unsent > 0) {
    return (
      <SignalBadge tone="amber" icon={<IconPlugConnectedX size={16} aria-hidden />}>
        {m.frontDesk_offline_unsent({ count: unsent })}
      </SignalBadge>
    );
  }
  return <SignalBadge tone="green">{m.frontDesk_offline_in({ count: acts.length })}</SignalBadge>;
}

/** Whoever signs out hands in what she did; what waits for her decision keeps her here. */
async function handIn(): Promise<void> {
  const left = await leftAfterSending();
  if (left === 0) return;
  const detail = m.frontDesk_offline_beforeSignOut({ count: left });
  throw new ProblemError({ code: 'frontDesk.offline', status: 409, detail });
}

async function leftAfterSending(): Promise<number> {
  const all = await sendActs();
  return unsentOf(all).length + openOf(all).length;
}
