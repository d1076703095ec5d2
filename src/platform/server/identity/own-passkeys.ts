import {
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { sql } from 'kysely';
import { z } from 'zod';
import { steadyNow } from '#platform/shared/time.ts';
import { inClinic } from '../db/database.ts';
import { keepChallenge, takeChallenge } from './challenges.ts';
import { ruleFor } from './let-in.ts';
import type { IdentityOpenVerb } from './open-verb.ts';
import { ownPassword, signedIn } from './own-secrets.ts';
import { mustRead } from './own-totp.ts';
import { challengeOf, userHandleOf } from './passkeys.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';
import { renewToken } from './sessions.ts';
import { auditDone } from './trail.ts';

/** EdDSA, ES256 and RS256 by their COSE numbers: what authenticators have; the library's own choice probes for more. */
const algorithms = [-8, -7, -257];

/** Options for `navigator.credentials.create`: a key that its owner unlocks, kept by the device, for this site. */
export const beginPasskey: IdentityOpenVerb<'beginPasskey'> = async (ctx, input) => {
  const { site } = ctx;
  await signedIn(ctx);
  if (!site) return ctx.fail('passkeysNotHere');
  const { caller, right } = await ownPassword(ctx, 'identity.beginPasskey', input.password);
  const person = await mustRead(ctx, caller);
  const options = await generateRegistrationOptions({
    rpName: 'Serambi',
    rpID: site.id,
    userName: person.login,
    userDisplayName: person.name,
    userID: userHandleOf(person),
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: person.factors.passkeys.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await inClinic(ctx.database, person.clinicId, async (tx) => {
    await right.clear(tx);
    await keepChallenge(tx, options.challenge, 'newPasskey', person.staffId, steadyNow(ctx.clock));
  });
  return { options: z.record(z.string(), z.json()).parse(JSON.parse(JSON.stringify(options))) };
};

/** Keeps a passkey that the browser has just made. The first factor of a person brings recovery codes with it. */
export const addPasskey: IdentityOpenVerb<'addPasskey'> = async (ctx, input) => {
  const { site } = ctx;
  const caller = await signedIn(ctx);
  if (!site) return ctx.fail('passkeysNotHere');
  const response = input.response as unknown as RegistrationResponseJSON;
  const clientData = z
    .object({ response: z.object({ clientDataJSON: z.string() }) })
    .safeParse(response).data;
  const challenge = challengeOf(clientData?.response.clientDataJSON ?? '');
  const meant = await inClinic(ctx.database, caller.clinic.id, (tx) =>
    takeChallenge(tx, challenge, 'newPasskey', steadyNow(ctx.clock)),
  );
  if (meant?.staffId !== caller.actor.id) return ctx.fail('passkeyNotGood');
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => undefined);
  if (!verified?.verified) return ctx.fail('passkeyNotGood');
  const { credential } = verified.registrationInfo;
  const person = await mustRead(ctx, caller);
  const { clinicId, staffId } = person;
  const added = await inClinic(ctx.database, clinicId, async (tx) => {
    const kept = await sql`
      INSERT INTO identity_passkey (clinic_id, id, staff_id, name, site, public_key, counter, transports, created_at)
      VALUES (${clinicId}, ${credential.id}, ${staffId}, ${input.name}, ${site.id}, ${Buffer.from(credential.publicKey)},
        ${credential.counter}, ${credential.transports ?? []}, ${ctx.now}) ON CONFLICT DO NOTHING`.execute(
      tx,
    );
    if (kept.numAffectedRows !== 1n) return undefined;
    const recoveryCodes =
      person.factors.recoveryCodesLeft > 0 ? [] : await makeRecoveryCodes(tx, ctx.factorsKey, person);
    await auditDone(ctx, tx, person, 'identity.addPasskey');
    return { recoveryCodes, renew: await renewToken(ctx, tx, caller.session?.id) };
  });
  return added ? { recoveryCodes: added.recoveryCodes, ...added.renew() } : ctx.fail('passkeyNotGood');
};

/** Takes a passkey off, where nothing requires a second factor of her or another one remains. */
export const removePasskey: IdentityOpenVerb<'removePasskey'> = async (ctx, input) => {
  const { caller, right } = await ownPassword(ctx, 'identity.removePasskey', input.password);
  const person = await mustRead(ctx, caller);
  const { clinicId, staffId, factors } = person;
  const others = factors.passkeys.filter(({ id }) => id !== input.id).length;
  const last = !factors.totpSince && others === 0;
  if (last && ruleFor(person, ctx) === 'required') return ctx.fail('factorNeeded');
  const renew = await inClinic(ctx.database, clinicId, async (tx) => {
    await sql`DELETE FROM identity_passkey
      WHERE clinic_id = ${clinicId} AND staff_id = ${staffId} AND id = ${input.id}`.execute(tx);
    if (last) {
      await sql`DELETE FROM identity_recovery_code
        WHERE clinic_id = ${clinicId} AND staff_id = ${staffId}`.execute(tx);
    }
    await right.clear(tx);
    await auditDone(ctx, tx, person, 'identity.removePasskey');
    return renewToken(ctx, tx, caller.session?.id);
  });
  return renew();
};
