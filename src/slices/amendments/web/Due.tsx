import { m } from '#messages';
import { systemClock } from '#platform/shared/time.ts';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { RequestView } from '../contract.ts';

/** The day by which it must be answered; nothing once the patient was told. */
export function Due({ request }: { request: RequestView }) {
  if (request.told) return <span className="amd-soft">–</span>;
  return (
    <>
      <When at={request.dueAt} as="dateTime" />
      {isLate(request) && <SignalBadge tone="amber">{m.amendments_late()}</SignalBadge>}
    </>
  );
}

export function isLate({ dueAt, told }: RequestView): boolean {
  return told === null && Date.parse(dueAt) < systemClock.now();
}
