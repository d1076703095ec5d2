import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { roster } from '../contract.ts';
import { askLeave, cancelLeave, myLeave } from './ask-leave.ts';
import { answerSwap, askSwap, cancelSwap, mySwaps, swapChoices } from './ask-swap.ts';
import { copyWeek } from './copy-week.ts';
import { decideLeave, leaveImpact, leaves } from './decide-leave.ts';
import { decideSwap, swaps } from './decide-swap.ts';
import { assign, changeShift, removeShift } from './edit.ts';
import { saveKind, setup } from './kinds.ts';
import { freeLeavers, leaverKeeper } from './leavers.ts';
import { mine } from './mine.ts';
import { printWeek } from './papers/week-paper.ts';
import { publish } from './publish.ts';
import { saveSettings } from './settings.ts';
import { week } from './week.ts';

const weekMinutes = 7 * 24 * 60;
/** What one person is told; any job takes it, since it is hers alone. */
const told = (name: string) => ({
  ...{ kind: `roster.${name}`, action: 'work.take', dueMinutes: weekMinutes },
});
const toDecide = (name: string, dueMinutes: number) => ({
  ...{ kind: `roster.${name}`, action: 'roster.manage', dueMinutes },
});

export const slice = {
  contract: roster,
  verbs: {
    ...{
      week,
      assign,
      changeShift,
      removeShift,
      copyWeek,
      publish,
      printWeek,
      setup,
      saveKind,
      saveSettings,
    },
    ...{ mine, myLeave, askLeave, cancelLeave, leaves, leaveImpact, decideLeave },
    ...{ mySwaps, swapChoices, askSwap, answerSwap, cancelSwap, swaps, decideSwap },
  } satisfies Verbs<typeof roster>,
  keepers: [leaverKeeper],
  taskKinds: [
    ...['published', 'given', 'taken', 'changed', 'leaveDecided', 'swapDeclined', 'swapDecided'].map(told),
    { kind: 'roster.swapAsked', action: 'work.take', dueMinutes: 24 * 60 },
    toDecide('leaveToDecide', 2 * 24 * 60),
    toDecide('leaveCancelled', weekMinutes),
    toDecide('swapToDecide', 24 * 60),
    toDecide('shiftsFree', 24 * 60),
  ],
  jobs: [{ name: 'roster.freeLeavers', cron: '*/5 * * * *', run: freeLeavers }],
} satisfies ServerSlice;
