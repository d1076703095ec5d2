import { sql } from 'kysely';
import type { Clinic, Context } from '#platform/server/context.ts';
import type { OpenVerb } from '#platform/server/identity/open-verb.ts';
import { deviceCookie, hashSecret } from '#platform/server/identity/secrets.ts';
import { deviceMaxAgeSeconds, deviceOf } from '#platform/server/identity/sessions.ts';
import { bareCode } from '#platform/shared/spoken-code.ts';
import { steadyNow } from '#platform/shared/time.ts';
import type { devices } from '../contract.ts';

/**
 * Gives the calling browser the name that its code was made for. Wrong, used and late codes are answered alike. Whoever
 * guesses one gets a name in a list and nothing else, so wrong codes are not counted.
 */
export const pair: OpenVerb<typeof devices, 'pair'> = async (ctx, input) => {
  const code = hashSecret(bareCode(input.code));
  const now = steadyNow(ctx.clock);
  const found = await sql<{
    clinic: Clinic | null;
  }>`SELECT devices_find_pairing(${code}, ${now}) AS clinic`.execute(ctx.database.kysely);
  const clinic = found.rows[0]?.clinic;
  if (!clinic) return ctx.fail('codeNotGood');
  const kept = await ctx.asSystem(clinic, 'devices.pair', async (inside) => {
    const token = await deviceOf(ctx, inside.db);
    const name = await keep(inside, hashSecret(token), code, now);
    return name === undefined ? undefined : { name, token };
  });
  if (!kept) return ctx.fail('codeNotGood');
  const { name, token } = kept;
  ctx.cookies?.set(deviceCookie, token, { httpOnly: true, maxAgeSeconds: deviceMaxAgeSeconds });
  return { name, clinicName: clinic.name };
};

/** @returns the device's name; undefined when another was faster with this code */
async function keep(ctx: Context, device: Buffer, code: Buffer, now: string): Promise<string | undefined> {
  const taken = await sql<{ pairing: { name: string; askedBy: string } | null }>`
    SELECT devices_take_pairing(${code}, ${now}) AS pairing`.execute(ctx.db);
  const pairing = taken.rows[0]?.pairing;
  if (!pairing) return undefined;
  const kept = await sql<{ id: string }>`
    INSERT INTO devices_device AS d (clinic_id, id, name, device_hash, paired_at, paired_by)
    VALUES (${ctx.clinic.id}, ${ctx.newId()}, ${pairing.name}, ${device}, ${ctx.now}, ${pairing.askedBy})
    ON CONFLICT (clinic_id, device_hash)
      DO UPDATE SET name = excluded.name, paired_at = excluded.paired_at, paired_by = excluded.paired_by
    RETURNING d.id`.execute(ctx.db);
  await sql`INSERT INTO identity_named_device (clinic_id, device_hash) VALUES (${ctx.clinic.id}, ${device})
    ON CONFLICT DO NOTHING`.execute(ctx.db);
  const deviceId = kept.rows[0]?.id;
  ctx.note('devices.paired', { subject: `Device/${deviceId}`, details: { name: pairing.name } });
  ctx.emit('devices.paired', { deviceId });
  return pairing.name;
}
