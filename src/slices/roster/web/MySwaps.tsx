import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type Kind, roster, type Swap } from '../contract.ts';
import { SwapWords } from './SwapWords.tsx';
import { stateTones, stateWords } from './words.ts';

/** Swaps that one asked for, and those that one is asked for; nothing where there are none. */
export function MySwaps({ kinds }: { kinds: readonly Kind[] }) {
  const me = useMe();
  const read = useRead(roster, 'mySwaps', {}, { refreshOn: ['roster.'] });
  const answer = useAct(roster, 'answerSwap');
  const cancel = useAct(roster, 'cancelSwap');
  const swaps = read.data?.swaps ?? [];
  if (swaps.length === 0) return null;
  const say = (swap: Swap, agree: boolean) =>
    void answer.run({ swapId: swap.swapId, agree }).catch(() => undefined);
  return (
    <Panel title={m.roster_mine_swaps()}>
      <Problem problem={answer.problem ?? cancel.problem} />
      <ul className="ro-list" aria-label={m.roster_mine_swaps()}>
        {swaps.map((swap) => (
          <li key={swap.swapId} className="ro-item">
            <div className="ro-item-words">
              <SwapWords swap={swap} kinds={kinds} zone={me.clinic.zone} />
              <SignalBadge tone={stateTones[swap.state]}>{stateWords(swap.state)}</SignalBadge>
              {swap.decidedFor && <p className="ro-note">{swap.decidedFor}</p>}
            </div>
            <div className="ro-item-acts">
              {swap.state === 'asked' && swap.otherId === me.staffId && (
                <>
                  <Button small onClick={() => say(swap, false)} pending={answer.pending}>
                    {m.roster_swap_no()}
                  </Button>
                  <Button small tone="primary" onClick={() => say(swap, true)} pending={answer.pending}>
                    {m.roster_swap_agree()}
                  </Button>
                </>
              )}
              {(swap.state === 'asked' || swap.state === 'agreed') && swap.askerId === me.staffId && (
                <Button
                  small
                  pending={cancel.pending}
                  onClick={() => void cancel.run({ swapId: swap.swapId }).catch(() => undefined)}
                >
                  {m.roster_leave_cancel()}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
