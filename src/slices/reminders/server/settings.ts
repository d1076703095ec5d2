import type { Context } from '#platform/server/context.ts';
import type { MailServer } from '#platform/server/outgoing/mail.ts';
import type { TextGateway } from '#platform/server/outgoing/text-gateway.ts';
import {
  type GatewaySettings,
  gatewayShape,
  type MailSettings,
  mailShape,
  type Rules,
  rulesShape,
} from '../contract.ts';
import type { Cascade } from '../shared/cascade.ts';
import type { Offer } from '../shared/ways.ts';

export const mailPurpose = 'reminders.mail';
export const gatewayPurpose = 'reminders.gateway';

export interface Settings {
  rules: Rules;
  mail: MailSettings | undefined;
  gateway: GatewaySettings | undefined;
  mailSecret: Buffer | null;
  gatewaySecret: Buffer | null;
}

/** How the clinic reminds; what it has not said is as usual, and off. */
export async function loadSettings(ctx: Context): Promise<Settings> {
  const row = await ctx.db
    .selectFrom('reminders_settings')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .executeTakeFirst();
  const saved = rulesShape.safeParse(row?.rules).data;
  return {
    rules: saved ?? usualRules(ctx),
    mail: mailShape.safeParse(row?.mail).data,
    gateway: gatewayShape.safeParse(row?.gateway).data,
    mailSecret: row?.mail_secret ?? null,
    gatewaySecret: row?.gateway_secret ?? null,
  };
}

/** A booking is confirmed and reminded of three days, one day and two hours before; nobody is written to at night. */
function usualRules(ctx: Context): Rules {
  const { letterhead } = ctx.clinic.settings as { letterhead?: unknown };
  const lines = Array.isArray(letterhead) ? letterhead.filter((one) => typeof one === 'string') : [];
  const isPhone = (text: string) => /tel|phone|telp|\+?\d[\d ()-]{6,}$/i.test(text);
  const { kind, addresses } = ctx.network.state();
  return {
    ...{ on: false, confirmation: true, moved: true, cancelled: true },
    before: [
      { unit: 'days', count: 3 },
      { unit: 'days', count: 1 },
      { unit: 'hours', count: 2 },
    ],
    ...{ quietFrom: '20:00', quietUntil: '08:00', askFirst: false, byHand: true },
    name: ctx.clinic.name.slice(0, 80),
    place: lines
      .filter((one) => !isPhone(one))
      .join(', ')
      .slice(0, 160),
    phone: (lines.find(isPhone) ?? '').replace(/^[^\d+(]+/, '').slice(0, 40),
    // what the outside reaches; an address of the clinic's own network leads a patient nowhere
    linkAddress: kind === 'proxy' ? (addresses[0] ?? '') : '',
  };
}

export function cascadeOf(rules: Rules): Cascade {
  return { ...rules, quiet: { from: rules.quietFrom, until: rules.quietUntil } };
}

export function offerOf({ rules, mail, gateway }: Settings): Offer {
  return {
    mail: mail !== undefined,
    gateway: gateway?.channels ?? [],
    byHand: rules.byHand,
    askFirst: rules.askFirst,
  };
}

/** The mail server with its password; `lost` where the key that opens it is another than it was sealed by. */
export function mailServer(ctx: Context, settings: Settings): MailServer | 'lost' | undefined {
  const { mail, mailSecret, rules } = settings;
  if (!mail) return undefined;
  const password = mailSecret ? ctx.secrets.open(mailSecret, mailPurpose) : '';
  if (password === undefined) return 'lost';
  const { host, port, security, user, fromAddress } = mail;
  return {
    ...{ host, port, security },
    ...(user && { user, password }),
    from: { name: rules.name, address: fromAddress },
  };
}

export function textGateway(ctx: Context, settings: Settings): TextGateway | 'lost' | undefined {
  const { gateway, gatewaySecret } = settings;
  if (!gateway) return undefined;
  const secret = gatewaySecret ? ctx.secrets.open(gatewaySecret, gatewayPurpose) : '';
  return secret === undefined ? 'lost' : { url: gateway.url, secret };
}
