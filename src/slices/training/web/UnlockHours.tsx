import { m } from '#messages';
import { Go } from '#platform/web/router/link.tsx';

/** Beside an act of which the law counts hours of training: where one logs them. */
export default function UnlockHours({ missing }: { action: string; missing: { kind: string } }) {
  if (missing.kind !== 'training') return null;
  return (
    <p className="s-hint">
      <Go to="/work/training">{m.training_mine_title()}</Go>
    </p>
  );
}
