import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { training } from '../contract.ts';
import { BackgroundForm } from './BackgroundForm.tsx';
import { BackgroundList } from './BackgroundList.tsx';
import { Rungs } from './Rungs.tsx';
import './training.css';

/** One's own way further: the rungs with what is met and what is missing, the goal, and what one brings along. */
export default function MyCareer() {
  const read = useRead(training, 'myCareer', {}, { refreshOn: ['training.', 'competencies.', 'scope.'] });
  const goal = useAct(training, 'setGoal');
  const withdraw = useAct(training, 'withdrawBackground');
  const [adding, setAdding] = useState(false);
  useKeys({ n: { label: m.training_background_add(), run: () => setAdding(true) } });
  const set = (rung: string | null, label: string) =>
    void goal.run({ rung }).then(
      () => tell(rung ? m.training_goal_set({ label }) : m.training_goal_taken({ label })),
      () => undefined,
    );
  return (
    <Page
      title={m.training_career_title()}
      back="/work"
      actions={
        <Button keys="N" onClick={() => setAdding(true)}>
          {m.training_background_add()}
        </Button>
      }
    >
      <p className="s-hint">{m.training_career_intro()}</p>
      <Problem problem={goal.problem ?? withdraw.problem} />
      <ReadView read={read} rows={8}>
        {(career) => (
          <>
            <Rungs career={career} links onGoal={set} pending={goal.pending} />
            <BackgroundList
              background={career.background}
              act={(one) =>
                !one.confirmedBy && (
                  <Button
                    small
                    pending={withdraw.pending}
                    onClick={() =>
                      void withdraw.run({ backgroundId: one.backgroundId }).catch(() => undefined)
                    }
                  >
                    {m.training_background_withdraw()}
                  </Button>
                )
              }
            />
          </>
        )}
      </ReadView>
      <Dialog title={m.training_background_add()} open={adding} onClose={() => setAdding(false)}>
        {adding && <BackgroundForm onDone={() => setAdding(false)} />}
      </Dialog>
    </Page>
  );
}
