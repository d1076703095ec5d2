import { m } from '#messages';
import type { VisitCall } from '../contract.ts';
import { isClosed, isHere, isMain, rankOf, type Step } from '../shared/steps.ts';
import type { MyPlace } from './my-place.ts';
import type { Acted, VisitActs } from './use-visit-acts.ts';
import type { Asked } from './VisitDialogs.tsx';

type Entry = { label: string; run: () => void };

/** Calling, calling again, taking over, ending and sending on: what of it fits this visit now. */
export function callActs(
  visit: { step: Step; call?: VisitCall | undefined },
  acted: Acted,
  means: { acts: VisitActs; place: MyPlace | undefined; ask: (asked: Asked) => void },
): Entry[] {
  const { acts, place, ask } = means;
  const { step, call } = visit;
  if (!isHere(step) || isClosed(step) || step === 'steppedOut') return [];
  const entries: Entry[] = [];
  const called = call !== undefined && call.times > 0;
  if (called && !call.mine) {
    if (place) {
      entries.push({
        label: m.frontDesk_act_takeOver({ place: place.name }),
        run: () => void acts.call(acted, place, true),
      });
    }
  } else if (place) {
    const again = called && call.place === place.name;
    entries.push({
      label: again ? m.frontDesk_act_callAgain() : m.frontDesk_act_callTo({ place: place.name }),
      run: () => void acts.call(acted, place),
    });
  }
  // whoever calls for the first time says from where, and is told then by whom she is called
  if (!called || call.mine || !place) {
    entries.push({
      label: place ? m.frontDesk_act_callElsewhere() : m.frontDesk_act_call(),
      run: () => ask({ what: 'call', visit: acted }),
    });
  }
  if (called) entries.push({ label: m.frontDesk_act_endCall(), run: () => void acts.endCall(acted) });
  if (!isMain(step) || rankOf(step) < rankOf('withProvider') || rankOf(step) >= rankOf('checkout')) {
    entries.push({ label: m.frontDesk_act_send(), run: () => ask({ what: 'send', visit: acted }) });
  }
  return entries;
}
