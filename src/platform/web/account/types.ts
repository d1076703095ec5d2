import type { OutputOf } from '#platform/shared/contract.ts';
import type { identity } from '#platform/shared/identity-contract.ts';

export type Account = OutputOf<typeof identity, 'readAccount'>;

/** What every part of the page is given. */
export interface PartProps {
  account: Account;
  /** Reads the page again. */
  onChanged: () => void;
}
