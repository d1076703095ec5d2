import type { Clock } from '#platform/shared/time.ts';
import { confirmKey, openKeys } from './key-store.ts';
import { recoveryKeyText } from './recovery-key.ts';
import { stamp } from './stamp.ts';

/** The recovery key as a signed-in manager may meet it. */
export interface KeyDesk {
  /** The key's text; undefined once it was confirmed, for good. */
  toShow(): Promise<string | undefined>;
  /** Somebody has written it down. */
  confirm(): Promise<void>;
}

export function keyDesk(dataDir: string, clock: Clock): KeyDesk {
  const now = () => stamp(clock.now());
  return {
    async toShow() {
      const keys = await openKeys(dataDir, now());
      return keys.confirmedAt === undefined ? recoveryKeyText(keys.current) : undefined;
    },
    confirm: () => confirmKey(dataDir, now()),
  };
}
