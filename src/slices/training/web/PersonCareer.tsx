import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Career, training } from '../contract.ts';
import { BackgroundList } from './BackgroundList.tsx';
import { Rungs } from './Rungs.tsx';
import './training.css';

/** Another person's gap list, and her papers to be confirmed by who manages. */
export default function PersonCareer({ params }: ScreenProps) {
  const staffId = params.staffId ?? '';
  const read = useRead(training, 'career', { staffId }, { refreshOn: ['training.', 'competencies.'] });
  return (
    <ReadView read={read} rows={8}>
      {(career) => <Shown career={career} />}
    </ReadView>
  );
}

function Shown({ career }: { career: Career }) {
  const own = useMe().staffId === career.staffId;
  const mayConfirm = useMay('training.manage') && !own;
  const confirm = useAct(training, 'confirmBackground');
  const say = (backgroundId: string) =>
    void confirm.run({ backgroundId }).then(
      () => tell(m.training_background_confirmed()),
      () => undefined,
    );
  return (
    <Page title={m.training_careerOf({ name: career.name })} back="/clinic/training?tab=careers">
      <Problem problem={confirm.problem} />
      <Rungs career={career} links={false} />
      <BackgroundList
        background={career.background}
        act={(one) =>
          mayConfirm &&
          !one.confirmedBy && (
            <Button small tone="primary" pending={confirm.pending} onClick={() => say(one.backgroundId)}>
              {m.training_background_confirm()}
            </Button>
          )
        }
      />
    </Page>
  );
}
