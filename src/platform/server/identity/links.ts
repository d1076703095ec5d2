import { sql, type Transaction } from 'kysely';
import { refuseField } from '#platform/shared/errors.ts';
import type { Language } from '#platform/shared/languages.ts';
import { addMinutes, type Clock, shownAt, steadyNow } from '#platform/shared/time.ts';
import { inClinic } from '../db/database.ts';
import type { Database } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import type { IdentityOpenVerb, OpenContext } from './open-verb.ts';
import { hashPassword, hashPin, passwordProblem, pinProblem } from './passwords.ts';
import { hashSecret, newSecret } from './secrets.ts';
import { type Entered, letIn, readCandidate } from './let-in.ts';
import { auditDone } from './trail.ts';

type LinkKind = 'invitation' | 'reset';

/** An invitation may wait for a first working day; a reset is handed over and used at once. */
const lifeMinutes: Record<LinkKind, number> = { invitation: 7 * 24 * 60, reset: 24 * 60 };

/** A link on its way to its person. The secret is in no other place. */
export interface HandedLink {
  staffId: string;
  token: string;
  path: string;
  expiresAt: string;
}

/**
 * Makes a one-time link for a person of the transaction's clinic; links that she had before are void.
 */
export async function makeLink(
  tx: Transaction<Tables>,
  kind: LinkKind,
  staffId: string,
  clock: Clock,
): Promise<HandedLink> {
  const token = newSecret();
  const now = steadyNow(clock);
  const expiresAt = addMinutes(now, lifeMinutes[kind]);
  await sql`SELECT identity_make_link(${hashSecret(token)}, ${kind}, ${staffId}, ${expiresAt}, ${now})`.execute(
    tx,
  );
  return { staffId, token, path: `/${kind}#${token}`, expiresAt: shownAt(clock, expiresAt) };
}

interface FoundLink {
  kind: LinkKind;
  clinicId: string;
  clinicSlug: string;
  clinicName: string;
  staffId: string;
  name: string;
  login: string;
  language: Language;
  expiresAt: string;
}

async function findLink(database: Database, token: string, now: string): Promise<FoundLink | null> {
  const found = await sql<{ link: FoundLink | null }>`
    SELECT identity_find_link(${hashSecret(token)}, ${now}) AS link`.execute(database.kysely);
  return found.rows[0]?.link ?? null;
}

/** Greets the person whom a link is for, before she chooses a password. */
export const readLink: IdentityOpenVerb<'readLink'> = async (ctx, input) => {
  const link = await findLink(ctx.database, input.token, steadyNow(ctx.clock));
  if (!link) return ctx.fail('linkNotGood');
  const { kind, name, login, language, clinicName, expiresAt } = link;
  return {
    kind,
    name,
    login,
    language,
    clinicName,
    expiresAt: shownAt(ctx.clock, new Date(expiresAt).toISOString()),
  };
};

/** First sign-in of an invited person: she chooses her password, and a PIN if she likes. */
export const takeInvitation: IdentityOpenVerb<'takeInvitation'> = (ctx, input) =>
  takeLink(ctx, 'invitation', 'identity.takeInvitation', input);

/** A new password by a reset link. Everything that was open under the old one ends, API tokens too. */
export const resetPassword: IdentityOpenVerb<'resetPassword'> = (ctx, input) =>
  takeLink(ctx, 'reset', 'identity.resetPassword', input);

async function takeLink(
  ctx: OpenContext<'linkNotGood'>,
  kind: LinkKind,
  event: string,
  input: { token: string; password: string; pin?: string | undefined },
): Promise<Entered> {
  const link = await findLink(ctx.database, input.token, steadyNow(ctx.clock));
  if (link?.kind !== kind) return ctx.fail('linkNotGood');
  refuseGuessable(link, input.password, input.pin);
  const passwordHash = await hashPassword(input.password);
  const pinHash = input.pin ? await hashPin(input.pin) : null;
  const entering = await inClinic(ctx.database, link.clinicId, async (tx) => {
    const taken = await sql<{ taken: boolean }>`
      SELECT identity_take_link(${hashSecret(input.token)}, ${steadyNow(ctx.clock)}) AS taken`.execute(tx);
    if (!taken.rows[0]?.taken) return ctx.fail('linkNotGood');
    await sql`
      UPDATE identity_staff SET status = 'active', password_hash = ${passwordHash},
        pin_hash = coalesce(${pinHash}::text, pin_hash), updated_at = ${ctx.now}
      WHERE clinic_id = ${link.clinicId} AND id = ${link.staffId}`.execute(tx);
    await sql`SELECT identity_end_all(${link.staffId}, NULL, true, ${steadyNow(ctx.clock)})`.execute(tx);
    await auditDone(ctx, tx, link, event);
    const candidate = await readCandidate(tx, link.clinicId, link.staffId);
    return candidate && letIn(ctx, tx, candidate, { passwordHash: null, factor: 'link' });
  });
  if (!entering) return ctx.fail('linkNotGood');
  return 'halfway' in entering ? entering.halfway : entering.opening.hand({ inAnswer: false });
}

function refuseGuessable(link: FoundLink, password: string, pin: string | undefined): void {
  const about = [link.login, link.name, link.clinicName, link.clinicSlug, 'serambi'];
  const problem = passwordProblem(password, about);
  if (problem) refuseField('password', problem);
  const easyPin = pin && pinProblem(pin);
  if (easyPin) refuseField('pin', easyPin);
}
