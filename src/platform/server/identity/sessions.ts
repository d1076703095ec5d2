import { sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import type { openedSession } from '#platform/shared/identity-contract.ts';
import type { Language } from '#platform/shared/languages.ts';
import { addMinutes, shownAt, steadyNow } from '#platform/shared/time.ts';
import type { Tables } from '../db/tables.ts';
import { sessionLimits } from './limits.ts';
import type { OpenContext } from './open-verb.ts';
import { deviceCookie, hashSecret, newSecret, sessionCookie } from './secrets.ts';
import type { Person } from './trail.ts';

/** Answer of every verb that opens a session. */
export type Opened = z.output<typeof openedSession>;

/** A person on her way in. */
export interface Entrant extends Person {
  language: Language;
  clinicSlug: string;
  clinicSettings: unknown;
}

/** How she proved to be herself, for the trail and her list of sessions. */
export type Factor = 'password' | 'totp' | 'recovery' | 'passkey' | 'link';

/** A session whose token is not yet with its owner; `hand` gives it to her once the transaction has committed. */
export interface Opening {
  opened: Opened;
  hand(options: { inAnswer: boolean }): Opened;
}

/** Browsers keep a cookie 400 days at most; a device that is in use gets it anew at each sign-in. */
export const deviceMaxAgeSeconds = 400 * 24 * 60 * 60;

/**
 * Opens a session under a token that nobody had before, at the caller's device. Her earlier session there ends;
 * the other people's there lock.
 * @param tx with her clinic set
 * @param proof.passwordHash what the password was compared with; null where none was asked
 * @returns undefined when she was disabled, or her password changed, since it was looked at
 */
export async function openSession(
  ctx: OpenContext<never>,
  tx: Transaction<Tables>,
  entrant: Entrant,
  proof: { passwordHash: string | null; factor: Factor },
): Promise<Opening | undefined> {
  const token = newSecret();
  // without cookies nobody will ever come back as this device
  const device = ctx.cookies && (await deviceOf(ctx, tx));
  const limits = sessionLimits(entrant.clinicSettings);
  const now = steadyNow(ctx.clock);
  const absoluteUntil = addMinutes(now, limits.absoluteMinutes);
  const done = await sql<{ opened: boolean }>`
    SELECT identity_open_session(${ctx.newId()}, ${hashSecret(token)}, ${entrant.staffId}, ${proof.passwordHash},
      ${device ? hashSecret(device) : null}, ${limits.idleMinutes}, ${absoluteUntil}, ${ctx.agent ?? null},
      ${ctx.clientAddress ?? null}, ${proof.factor}, ${now}) AS opened`.execute(tx);
  return done.rows[0]?.opened ? opening(ctx, entrant, absoluteUntil, token, device) : undefined;
}

/**
 * The secret of the caller's device, or a new one: one that nobody here gave to it could have been planted by somebody
 * who knows it too.
 * @param tx with the clinic set
 */
export async function deviceOf(ctx: OpenContext<never>, tx: Transaction<Tables>): Promise<string> {
  if (!ctx.deviceToken) return newSecret();
  const found = await sql<{ known: boolean }>`
    SELECT identity_knows_device(${hashSecret(ctx.deviceToken)}) AS known`.execute(tx);
  return found.rows[0]?.known ? ctx.deviceToken : newSecret();
}

/**
 * Gives the caller's own session a new token, because what she may do or how she proves herself has changed.
 * @returns how to hand it to her once the transaction has committed: the answer's `token` where she calls without
 *   cookies
 */
export async function renewToken(
  ctx: OpenContext<never>,
  tx: Transaction<Tables>,
  sessionId: string | undefined,
): Promise<() => { token?: string }> {
  const token = newSecret();
  const renewed = sessionId !== undefined && (await isRenewed(ctx, tx, sessionId, token));
  return () => {
    ctx.eventsLeft();
    if (!renewed) return {};
    if (ctx.bearer !== undefined) return { token };
    ctx.cookies?.set(sessionCookie, token, { httpOnly: true });
    return {};
  };
}

async function isRenewed(
  ctx: OpenContext<never>,
  tx: Transaction<Tables>,
  sessionId: string,
  token: string,
): Promise<boolean> {
  const now = steadyNow(ctx.clock);
  const done = await sql<{ renewed: boolean }>`
    SELECT identity_retoken_session(${sessionId}, ${hashSecret(token)}, ${now}) AS renewed`.execute(tx);
  return done.rows[0]?.renewed === true;
}

/**
 * Opens a session again, under a new token.
 * @returns undefined when its time is over
 */
export async function renewSession(
  ctx: OpenContext<never>,
  tx: Transaction<Tables>,
  session: { id: string; absoluteUntil: string },
  entrant: Omit<Entrant, 'clinicSettings'>,
): Promise<Opening | undefined> {
  const token = newSecret();
  const done = await sql<{ renewed: boolean }>`
    SELECT identity_renew_session(${session.id}, ${hashSecret(token)}, ${steadyNow(ctx.clock)}) AS renewed`.execute(
    tx,
  );
  if (!done.rows[0]?.renewed) return undefined;
  return opening(ctx, entrant, session.absoluteUntil, token, undefined);
}

function opening(
  ctx: OpenContext<never>,
  entrant: Omit<Entrant, 'clinicSettings'>,
  absoluteUntil: string,
  token: string,
  device: string | undefined,
): Opening {
  const { staffId, name, language, clinicSlug } = entrant;
  const opened: Opened = {
    staffId,
    name,
    language,
    clinicSlug,
    absoluteUntil: new Date(shownAt(ctx.clock, absoluteUntil)).toISOString(),
  };
  return {
    opened,
    hand({ inAnswer }) {
      ctx.eventsLeft();
      ctx.cookies?.set(sessionCookie, token, { httpOnly: true });
      if (device)
        ctx.cookies?.set(deviceCookie, device, { httpOnly: true, maxAgeSeconds: deviceMaxAgeSeconds });
      return inAnswer ? { ...opened, token } : opened;
    },
  };
}
