import { m } from '#messages';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { Credential } from '#slices/workforce/contract.ts';

/** Whether a credential unlocks anything today. */
export function StatusBadge({ status }: { status: Credential['status'] }) {
  if (status === 'active') return <SignalBadge tone="green">{m.workforce_credentials_active()}</SignalBadge>;
  if (status === 'grace') return <SignalBadge tone="amber">{m.workforce_credentials_grace()}</SignalBadge>;
  if (status === 'expired')
    return <SignalBadge tone="amber">{m.workforce_credentials_expired()}</SignalBadge>;
  return <SignalBadge tone="red">{m.workforce_credentials_suspended()}</SignalBadge>;
}
