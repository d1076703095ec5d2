import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { steadyNow } from '#platform/shared/time.ts';
import { inClinic } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import { keepChallenge, takeChallenge } from './challenges.ts';
import { beginAttempt } from './check-password.ts';
import { personOfTicket } from './enter-code.ts';
import type { FactorOwner } from './factors.ts';
import { readCandidate } from './let-in.ts';
import type { IdentityOpenVerb, OpenContext, Site } from './open-verb.ts';
import { openSession, type Opening } from './sessions.ts';
import { auditDone } from './trail.ts';

/** Of what an authenticator answers, the parts that say what it is about; the library reads the rest. */
const answerShape = z.object({
  id: z.string().min(1).max(2000),
  response: z.object({
    clientDataJSON: z.string().max(20_000),
    userHandle: z.string().max(100).optional(),
  }),
});

/** The challenge that an answer claims to be for; it is worth something only if it is taken from the database. */
export function challengeOf(clientDataJson: string): string {
  try {
    const data = JSON.parse(Buffer.from(clientDataJson, 'base64url').toString('utf8')) as unknown;
    return z.object({ challenge: z.string().max(200) }).parse(data).challenge;
  } catch {
    return '';
  }
}

/** A person's name for her authenticators: clinic and staff id, 32 bytes that tell nothing to anybody else. */
export function userHandleOf({ clinicId, staffId }: FactorOwner): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(`${clinicId}${staffId}`.replaceAll('-', ''), 'hex'));
}

function ownerOfHandle(handle: string | undefined): FactorOwner | undefined {
  const hex = Buffer.from(handle ?? '', 'base64url').toString('hex');
  if (hex.length !== 64) return undefined;
  const [clinicId = '', staffId = ''] = [hex.slice(0, 32), hex.slice(32)].map((one) =>
    one.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  );
  return { clinicId, staffId };
}

/** Options for `navigator.credentials.get`, with a challenge that is good once and for five minutes. */
export const beginPasskeySignIn: IdentityOpenVerb<'beginPasskeySignIn'> = async (ctx, { ticket }) => {
  const { site } = ctx;
  if (!site) return ctx.fail('passkeysNotHere');
  const person = ticket && (await personOfTicket(ctx.database, ticket, 'factor', steadyNow(ctx.clock)));
  if (ticket && !person) return ctx.fail('ticketOver');
  const own = person ? person.factors.passkeys.filter((one) => one.site === site.id) : [];
  const options = await generateAuthenticationOptions({
    rpID: site.id,
    allowCredentials: own.map(({ id }) => ({ id })),
    // alone it must be two factors by itself; after a password having it is enough
    userVerification: person ? 'discouraged' : 'required',
  });
  const now = steadyNow(ctx.clock);
  if (person)
    await inClinic(ctx.database, person.clinicId, (tx) =>
      keepChallenge(tx, options.challenge, 'passkey', person.staffId, now),
    );
  else await keepChallenge(ctx.database.kysely, options.challenge, 'passkey', undefined, now);
  return { options: z.record(z.string(), z.json()).parse(JSON.parse(JSON.stringify(options))) };
};

/** Signs in by passkey: alone, or with a ticket as the second factor of a password. Every fault answers alike. */
export const enterPasskey: IdentityOpenVerb<'enterPasskey'> = async (ctx, input) => {
  const { site } = ctx;
  if (!site) return ctx.fail('passkeysNotHere');
  const answer = answerShape.safeParse(input.response).data;
  if (!answer) return ctx.fail('passkeyNotGood');
  const now = steadyNow(ctx.clock);
  const challenge = challengeOf(answer.response.clientDataJSON);
  const meant = await takeChallenge(ctx.database.kysely, challenge, 'passkey', now);
  if (!meant) return ctx.fail('passkeyNotGood');
  const { ticket } = input;
  const person = ticket && (await personOfTicket(ctx.database, ticket, 'factor', now));
  if (ticket && !person) return ctx.fail('ticketOver');
  if (meant.staffId !== (person ? person.staffId : null)) return ctx.fail('passkeyNotGood');
  const owner = person || ownerOfHandle(answer.response.userHandle);
  if (!owner) return ctx.fail('passkeyNotGood');
  const begun = person ? await beginAttempt(ctx, person.login) : undefined;
  if (begun?.wait) return ctx.fail('wait', begun.wait);
  const opening = await inClinic(ctx.database, owner.clinicId, async (tx) => {
    const candidate = await readCandidate(tx, owner.clinicId, owner.staffId);
    const response = input.response as unknown as AuthenticationResponseJSON;
    const good =
      candidate && (await spendPasskey(tx, owner, { site, response, challenge, alone: !ticket }, ctx.now));
    if (!good) return undefined;
    if (ticket && !(await takeChallenge(tx, ticket, 'factor', now))) return undefined;
    const opened = await openSession(ctx, tx, candidate, { passwordHash: null, factor: 'passkey' });
    if (!opened) return undefined;
    await begun?.clear(tx, 2);
    await auditDone(ctx, tx, candidate, 'identity.signIn', { factor: 'passkey' });
    return opened;
  });
  return handOrRefuse(ctx, opening, input.tokenInAnswer);
};

function handOrRefuse(ctx: OpenContext<'passkeyNotGood'>, opening: Opening | undefined, inAnswer: boolean) {
  return opening ? opening.hand({ inAnswer }) : ctx.fail('passkeyNotGood');
}

/**
 * Verifies an answer with the person's own key and moves its counter on. A counter that did not grow is a copy of the
 * authenticator, or a replay; of two that bring the same count at once one is refused.
 */
async function spendPasskey(
  tx: Transaction<Tables>,
  owner: FactorOwner,
  given: { site: Site; response: AuthenticationResponseJSON; challenge: string; alone: boolean },
  now: string,
): Promise<boolean> {
  const { site, response, challenge } = given;
  const found = await sql<{ public_key: Buffer; counter: bigint }>`
    SELECT public_key, counter FROM identity_passkey WHERE clinic_id = ${owner.clinicId} AND id = ${response.id}
      AND staff_id = ${owner.staffId} AND site = ${site.id}`.execute(tx);
  const row = found.rows[0];
  if (!row) return false;
  const credential = {
    id: response.id,
    publicKey: new Uint8Array(row.public_key),
    counter: Number(row.counter),
  };
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    credential,
    requireUserVerification: given.alone,
  }).catch(() => undefined);
  if (!verified?.verified) return false;
  const counter = verified.authenticationInfo.newCounter;
  const moved = await sql`UPDATE identity_passkey SET counter = ${counter}, used_at = ${now}
    WHERE clinic_id = ${owner.clinicId} AND id = ${response.id}
      AND (counter < ${counter} OR (counter = 0 AND ${counter} = 0))`.execute(tx);
  return moved.numAffectedRows === 1n;
}
