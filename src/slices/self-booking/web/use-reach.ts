import { formatPhone } from '#platform/shared/phones.ts';
import { useMe } from '#platform/web/shell/session.ts';
import type { Request } from '../contract.ts';

/** How whoever asked is reached, in one line. */
export function useReach(): (request: Request) => string {
  const { clinic } = useMe();
  const country = clinic.country === 'ID' ? 'ID' : 'US';
  return ({ mobile, email }) => [mobile && formatPhone(mobile, country), email].filter(Boolean).join(' · ');
}
