import { sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import type { identity } from '#platform/shared/identity-contract.ts';
import type { Language } from '#platform/shared/languages.ts';
import { addMinutes, shownAt, steadyNow } from '#platform/shared/time.ts';
import type { Tables } from '../db/tables.ts';
import { sessionLimits } from './limits.ts';
import type { OpenContext } from './open-verb.ts';
import { deviceCookie, hashSecret, newSecret, sessionCookie } from './secrets.ts';
import type { Person } from './trail.ts';

/** Answer of every verb that opens a session. */
export type Opened = z.output<typeof identity.verbs.signIn.output>;

/** A person on her way in. */
export interface Entrant extends Person {
  language: Language;
  clinicSlug: string;
  clinicSettings: unknown;
}

/** A session whose token is not yet with its owner; `hand` gives it to her once the transaction has committed. */
export interface Opening {
  opened: Opened;
  hand(options: { inAnswer: boolean }): Opened;
}

/** Browsers keep a cookie 400 days at most; a device that is in use gets it anew at each sign-in. */
const deviceMaxAgeSeconds = 400 * 24 * 60 * 60;

/**
 * Opens a session under a token that nobody had before, at the caller's device. Her earlier session there ends;
 * the other people's there lock.
 * @param tx with her clinic set
 */
export async function openSession(
  ctx: OpenContext<never>,
  tx: Transaction<Tables>,
  entrant: Entrant,
): Promise<Opening> {
  const token = newSecret();
  // without cookies nobody will ever come back as this device
  const device = ctx.cookies ? (ctx.deviceToken ?? newSecret()) : undefined;
  const limits = sessionLimits(entrant.clinicSettings);
  const now = steadyNow(ctx.clock);
  const absoluteUntil = addMinutes(now, limits.absoluteMinutes);
  await sql`SELECT identity_open_session(${ctx.newId()}, ${hashSecret(token)}, ${entrant.staffId},
    ${device ? hashSecret(device) : null}, ${limits.idleMinutes}, ${absoluteUntil}, ${now})`.execute(tx);
  return opening(ctx, entrant, absoluteUntil, token, device);
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
      ctx.cookies?.set(sessionCookie, token, { httpOnly: true });
      if (device)
        ctx.cookies?.set(deviceCookie, device, { httpOnly: true, maxAgeSeconds: deviceMaxAgeSeconds });
      return inAnswer ? { ...opened, token } : opened;
    },
  };
}

/** A person's own row and her clinic's, to let her in. */
export async function readEntrant(
  tx: Transaction<Tables>,
  clinicId: string,
  staffId: string,
): Promise<Entrant> {
  const found = await sql<{ name: string; language: Language; slug: string; settings: unknown }>`
    SELECT s.name, s.language, c.slug, c.settings FROM identity_staff s JOIN platform_clinic c ON c.id = s.clinic_id
    WHERE s.clinic_id = ${clinicId} AND s.id = ${staffId}`.execute(tx);
  const row = found.rows[0];
  if (!row) throw new Error('a login without its person');
  return {
    clinicId,
    staffId,
    name: row.name,
    language: row.language,
    clinicSlug: row.slug,
    clinicSettings: row.settings,
  };
}
