import { m } from '#messages';
import type { Me } from '#platform/web/shell/session.ts';
import {
  hasLeft,
  isClosed,
  isHere,
  isMain,
  type MainStep,
  type Priority,
  rankOf,
  type Step,
} from '../shared/steps.ts';
import type { VisitCall } from '../contract.ts';
import { callActs } from './call-acts.ts';
import type { MyPlace } from './my-place.ts';
import type { VisitActs } from './use-visit-acts.ts';
import type { Asked } from './VisitDialogs.tsx';

interface Subject {
  visitId: string;
  step: Step;
  priority: Priority;
  mayBeNoShow?: boolean;
  call?: VisitCall | undefined;
  alert?: 'emergency' | 'urgent' | undefined;
}

interface Means {
  name: string;
  me: Pick<Me, 'holds'>;
  acts: VisitActs;
  go: (href: string) => void;
  /** Where this desk calls from. */
  place: MyPlace | undefined;
  ask: (asked: Asked) => void;
  /** Without a connection most of it is off. */
  away?: boolean;
}

/** `goesOn` without a connection too. */
type Entry = { label: string; run: () => void; goesOn?: boolean };

/** Steps that are moved by hand where no duty moves them: by whom, and to where. */
const byHand: Partial<Record<Step, { to: MainStep; label: () => string; action: string }[]>> = {
  roomed: [{ to: 'vitalsDone', label: m.frontDesk_act_vitalsDone, action: 'frontDesk.room' }],
  waiting: [{ to: 'withProvider', label: m.frontDesk_act_withProvider, action: 'frontDesk.room' }],
  ready: [{ to: 'withProvider', label: m.frontDesk_act_withProvider, action: 'frontDesk.room' }],
  withProvider: [{ to: 'checkout', label: m.frontDesk_act_checkout, action: 'frontDesk.room' }],
  tasks: [{ to: 'checkout', label: m.frontDesk_act_openCheckout, action: 'frontDesk.room' }],
  checkout: [{ to: 'left', label: m.frontDesk_act_left, action: 'frontDesk.moveVisit' }],
  pharmacy: [{ to: 'left', label: m.frontDesk_act_left, action: 'frontDesk.moveVisit' }],
};

/** What stands under More for a visit: what this person may, and what this step allows. */
export function moreActs(visit: Subject, means: Means): (Entry & { off?: string })[] {
  const { name, me, acts, go, ask, place } = means;
  const { visitId, step } = visit;
  const acted = { visitId, name };
  const entries: (Entry | false)[] = [{ label: m.frontDesk_act_open(), run: () => go(`/visits/${visitId}`) }];
  const mayMove = me.holds('frontDesk.moveVisit');
  const unseen = isHere(step) && (!isMain(step) || rankOf(step) < rankOf('withProvider'));
  for (const one of mayMove ? (byHand[step] ?? []) : []) {
    entries.push(
      me.holds(one.action) && {
        label: one.label(),
        run: () => void acts.moveTo(acted, one.to),
        goesOn: true,
      },
    );
  }
  if (mayMove) entries.push(...callActs(visit, acted, { acts, place, ask }));
  // a red flag holds her back from the cashier, never from being written down as gone
  const held = visit.alert !== undefined && (step === 'withProvider' || step === 'tasks');
  if (mayMove && held)
    entries.push({ label: m.frontDesk_act_left(), run: () => void acts.moveTo(acted, 'left') });
  if (me.holds('frontDesk.greet') && !isClosed(step))
    entries.push({ label: m.frontDesk_talk_telephoneAct(), run: () => go(`/visits/${visitId}/talk`) });
  const roomable = isMain(step) && rankOf(step) >= rankOf('waiting') && rankOf(step) < rankOf('checkout');
  entries.push(
    roomable &&
      me.holds('frontDesk.room') && {
        label: m.frontDesk_act_otherRoom(),
        run: () => ask({ what: 'room', visit: acted }),
        goesOn: true,
      },
    visit.mayBeNoShow === true &&
      me.holds('scheduling.book') && { label: m.frontDesk_act_noShow(), run: () => void acts.noShow(acted) },
  );
  if (mayMove && isHere(step)) entries.push(...flags(visit, acted, acts));
  if (mayMove && isHere(step) && step !== 'steppedOut') {
    entries.push({ label: m.frontDesk_act_stepOut(), run: () => void acts.stepOut(acted) });
  }
  if (mayMove && unseen)
    entries.push({ label: m.frontDesk_act_leaveUnseen(), run: () => ask({ what: 'leave', visit: acted }) });
  if (mayMove && (!isClosed(step) || hasLeft(step))) {
    const note = () => ask({ what: 'note', visit: acted });
    entries.push({ label: m.frontDesk_act_note(), run: note, goesOn: true });
  }
  const moved = isHere(step) || step === 'left' || step === 'leftUnseen';
  if (mayMove && moved) entries.push({ label: m.frontDesk_act_undo(), run: () => void acts.undo(acted) });
  const all = entries.filter((entry) => entry !== false);
  if (!means.away) return all;
  const off = all.filter((entry) => !entry.goesOn);
  const needs = m.frontDesk_offline_needs();
  return [...all.filter((entry) => entry.goesOn), ...off.map((entry) => ({ ...entry, off: needs }))];
}

function flags(visit: Subject, acted: { visitId: string; name: string }, acts: VisitActs): Entry[] {
  if (isClosed(visit.step)) return [];
  const set = (priority: Priority, label: string): Entry[] =>
    visit.priority === priority ? [] : [{ label, run: () => void acts.setPriority(acted, priority) }];
  return [
    ...set('emergency', m.frontDesk_act_emergency()),
    ...set('urgent', m.frontDesk_act_urgent()),
    ...set('routine', m.frontDesk_act_routine()),
  ];
}
