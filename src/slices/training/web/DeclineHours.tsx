import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { training } from '../contract.ts';

/** Why hours that a student logged do not count; open while an entry is given. */
export function DeclineHours(props: {
  entry: { practicumId: string; entryId: string } | undefined;
  onClose: () => void;
}) {
  const { entry, onClose } = props;
  const decline = useAct(training, 'declineHours');
  return (
    <ReasonDialog
      asked={
        entry && {
          title: m.training_hours_decline(),
          label: m.training_reason(),
          act: m.training_hours_decline(),
        }
      }
      maxLength={500}
      pending={decline.pending}
      problem={decline.problem}
      onSay={async (reason) => {
        if (entry) await decline.run({ ...entry, reason });
      }}
      onClose={onClose}
    />
  );
}
