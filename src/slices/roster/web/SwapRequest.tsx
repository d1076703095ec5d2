import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { type Kind, roster, type Swap } from '../contract.ts';
import { SwapWords } from './SwapWords.tsx';
import { dayWords } from './words.ts';

/** A swap to which both have agreed. */
export function SwapRequest({ swap, kinds }: { swap: Swap; kinds: readonly Kind[] }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const decide = useAct(roster, 'decideSwap');
  const decline = useAct(roster, 'decideSwap');
  const [declining, setDeclining] = useState(false);
  const { swapId } = swap;
  const no = m.roster_leave_decline();
  return (
    <li className="ro-item">
      <div className="ro-item-words">
        <SwapWords swap={swap} kinds={kinds} zone={zone} />
        <Problem problem={decide.problem} />
      </div>
      <div className="ro-item-acts">
        <Button onClick={() => setDeclining(true)}>{no}</Button>
        <Button
          tone="primary"
          pending={decide.pending}
          onClick={() => void decide.run({ swapId, approve: true }).catch(() => undefined)}
        >
          {m.roster_leave_approve()}
        </Button>
      </div>
      <ReasonDialog
        asked={
          declining
            ? {
                ...{ title: no, label: m.roster_reason(), act: no, danger: true },
                text: `${swap.asker} ↔ ${swap.other}, ${dayWords(swap.shift.day, locale)}`,
              }
            : undefined
        }
        onSay={(reason) => decline.run({ swapId, approve: false, reason })}
        onClose={() => setDeclining(false)}
        maxLength={300}
        pending={decline.pending}
        problem={decline.problem}
      />
    </li>
  );
}
