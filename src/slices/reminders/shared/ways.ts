export const channels = ['whatsapp', 'sms', 'email'] as const;
export type Channel = (typeof channels)[number];

/** What of a patient decides how she is reached. Numbers E.164. */
export interface Reach {
  mobile: string | undefined;
  email: string | undefined;
  preferred: Channel | undefined;
  /** What she said of each channel; one that is missing was not asked about. */
  choices: Partial<Record<Channel, boolean>>;
}

/** What the clinic has. */
export interface Offer {
  mail: boolean;
  gateway: readonly ('sms' | 'whatsapp')[];
  /** Somebody at the desk sends WhatsApp messages by hand. */
  byHand: boolean;
  /** Nobody is written to who has not said yes. */
  askFirst: boolean;
}

export interface Way {
  channel: Channel;
  address: string;
  by: 'server' | 'hand';
}

export type NoWay = 'optedOut' | 'notAsked' | 'noAddress' | 'noChannel';

/** The ways to reach a patient, best first; without one, why. */
export function waysTo(reach: Reach, offer: Offer): Way[] | NoWay {
  const order = [...new Set([...(reach.preferred ? [reach.preferred] : []), ...channels])];
  const offered = order.flatMap((channel) => {
    const by = offeredBy(channel, offer);
    return by ? [{ channel, by }] : [];
  });
  if (offered.length === 0) return 'noChannel';
  const reached = offered.flatMap(({ channel, by }) => {
    const address = channel === 'email' ? reach.email : reach.mobile;
    return address ? [{ channel, by, address }] : [];
  });
  if (reached.length === 0) return 'noAddress';
  const open = reached.filter(({ channel }) => reach.choices[channel] ?? !offer.askFirst);
  if (open.length > 0) return open;
  return reached.some(({ channel }) => reach.choices[channel] === false) ? 'optedOut' : 'notAsked';
}

function offeredBy(channel: Channel, offer: Offer): Way['by'] | undefined {
  if (channel === 'email') return offer.mail ? 'server' : undefined;
  if (offer.gateway.includes(channel)) return 'server';
  return channel === 'whatsapp' && offer.byHand ? 'hand' : undefined;
}
