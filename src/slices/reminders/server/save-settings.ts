import type { Context } from '#platform/server/context.ts';
import { isSafeAddress } from '#platform/server/outgoing/text-gateway.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { reminders } from '../contract.ts';
import { hasDoor, makeDoor, newSecretText, shutDoors } from './doors.ts';
import { gatewayPurpose, loadSettings, mailPurpose, type Settings } from './settings.ts';
import { currentTemplates } from './templates.ts';

type Reminders = typeof reminders;
const callSubject = 'calls';
export const callPath = '/api/reminders';

/** How the clinic reminds. Secrets are told of, never told. */
export const settings: Verb<Reminders, 'settings'> = async (ctx) => {
  const { rules, mail, gateway, mailSecret, gatewaySecret } = await loadSettings(ctx);
  return {
    rules,
    mail: mail ? { ...mail, hasPassword: mailSecret !== null } : null,
    gateway: gateway
      ? { ...gateway, hasSecret: gatewaySecret !== null, mayCall: await hasDoor(ctx, 'gateway', callSubject) }
      : null,
    templates: await currentTemplates(ctx),
  };
};

export const saveRules: Verb<Reminders, 'saveRules'> = async (ctx, rules) => {
  const { linkAddress } = rules;
  if (linkAddress && (!isSafeAddress(linkAddress) || !isOrigin(linkAddress)))
    refuseField('linkAddress', 'reminders_field_linkAddress');
  await put(ctx, { rules: JSON.stringify(rules) });
  await lookAgain(ctx);
  return {};
};

export const saveMail: Verb<Reminders, 'saveMail'> = async (ctx, { mail }) => {
  if (!mail) {
    await put(ctx, { mail: 'null', mail_secret: null });
    return {};
  }
  const { password, ...rest } = mail;
  if (rest.security === 'none' && !isThisMachine(rest.host))
    refuseField('mail.security', 'reminders_field_clear');
  const before = await loadSettings(ctx);
  await put(ctx, {
    mail: JSON.stringify(rest),
    mail_secret: password ? ctx.secrets.seal(password, mailPurpose) : keptFor(before, rest),
  });
  await lookAgain(ctx);
  return {};
};

/** A kept password is for the server and the person that it was typed for: nobody may send it to another. */
function keptFor(
  { mail, mailSecret }: Settings,
  next: { host: string; port: number; user: string },
): Buffer | null {
  const same = mail && mail.host === next.host && mail.port === next.port && mail.user === next.user;
  return same ? mailSecret : null;
}

export const saveGateway: Verb<Reminders, 'saveGateway'> = async (ctx, { gateway }) => {
  if (!gateway) {
    await shutDoors(ctx, 'gateway', callSubject);
    await put(ctx, { gateway: 'null', gateway_secret: null });
    return {};
  }
  const { secret, ...rest } = gateway;
  if (!isSafeAddress(rest.url)) refuseField('gateway.url', 'reminders_field_gatewayUrl');
  const before = await loadSettings(ctx);
  const kept = before.gateway?.url === rest.url ? before.gatewaySecret : null;
  await put(ctx, {
    gateway: JSON.stringify(rest),
    gateway_secret: secret ? ctx.secrets.seal(secret, gatewayPurpose) : kept,
  });
  await lookAgain(ctx);
  return {};
};

export const makeCallSecret: Verb<Reminders, 'makeCallSecret'> = async (ctx) => {
  const secret = newSecretText();
  await shutDoors(ctx, 'gateway', callSubject);
  await makeDoor(ctx, { secret, purpose: 'gateway', subject: callSubject });
  return { secret, path: callPath };
};

interface Columns {
  rules?: string;
  mail?: string;
  mail_secret?: Buffer | null;
  gateway?: string;
  gateway_secret?: Buffer | null;
}

async function put(ctx: Context, columns: Columns): Promise<void> {
  const { rules } = await loadSettings(ctx);
  await ctx.db
    .insertInto('reminders_settings')
    .values({ clinic_id: ctx.clinic.id, rules: JSON.stringify(rules), ...columns })
    .onConflict((conflict) => conflict.column('clinic_id').doUpdateSet(columns))
    .execute();
  ctx.emit('reminders.settingsChanged', {});
}

/** Other rules, other times: every coming booking is looked at anew. */
async function lookAgain(ctx: Context): Promise<void> {
  await ctx.db
    .updateTable('reminders_visit')
    .set({ next_at: ctx.now })
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
}

function isOrigin(address: string): boolean {
  return new URL(address).origin === address;
}

function isThisMachine(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|::1)$/.test(host);
}
