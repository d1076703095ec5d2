import { m } from '#messages';
import { Go } from '#platform/web/router/link.tsx';

/** Beside an act that is closed for want of being seen to do it: where one learns it. */
export default function UnlockHere({ missing }: { action: string; missing: { kind: string } }) {
  if (missing.kind !== 'competency' && missing.kind !== 'training') return null;
  return (
    <p className="s-hint">
      <Go to="/work/passport">{m.competencies_passport_title()}</Go>
    </p>
  );
}
