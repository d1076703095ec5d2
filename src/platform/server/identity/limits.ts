import { z } from 'zod';

/** How long a session lives. */
export interface SessionLimits {
  /** Without use until it locks. */
  idleMinutes: number;
  /** After sign-in until the password is asked again, used or not. */
  absoluteMinutes: number;
}

const defaults: SessionLimits = { idleMinutes: 15, absoluteMinutes: 12 * 60 };
/** A clinic may be stricter or somewhat laxer; a shared PC that never locks is not offered. */
const caps: Record<keyof SessionLimits, [least: number, most: number]> = {
  idleMinutes: [1, 60],
  absoluteMinutes: [30, 16 * 60],
};

const settingsShape = z.object({
  identity: z
    .object({ idleMinutes: z.number().optional(), absoluteMinutes: z.number().optional() })
    .optional(),
});

/** Limits from a clinic's settings (`identity.idleMinutes`, `identity.absoluteMinutes`), held to the caps. */
export function sessionLimits(settings: unknown): SessionLimits {
  const given = settingsShape.safeParse(settings).data?.identity ?? {};
  return {
    idleMinutes: capped('idleMinutes', given.idleMinutes),
    absoluteMinutes: capped('absoluteMinutes', given.absoluteMinutes),
  };
}

function capped(name: keyof SessionLimits, given: number | undefined): number {
  const [least, most] = caps[name];
  return Math.min(Math.max(Math.round(given ?? defaults[name]), least), most);
}
