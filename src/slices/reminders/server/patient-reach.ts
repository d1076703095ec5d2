import type { Context } from '#platform/server/context.ts';
import type { Language } from '#platform/shared/languages.ts';
import { type Channel, type NoWay, type Offer, type Reach, waysTo } from '../shared/ways.ts';
import { recipientOf } from './patient.ts';
import { loadSettings, offerOf } from './settings.ts';

/** She asks for it, so nobody has to have asked her before. */
type Shut = Exclude<NoWay, 'notAsked'>;

/** How somebody who stands at the desk and asks for it can be written to. */
export interface PatientReach {
  language: Language;
  /** Nobody writes to who has died, or whose chart is closed or was joined to another. */
  current: boolean;
  mobile: string | undefined;
  email: string | undefined;
  preferred: Channel | undefined;
  choices: Partial<Record<Channel, boolean>>;
  /** Why a way is shut; undefined where it is open. `hand`: WhatsApp, sent by a person. */
  shut: { email: Shut | undefined; text: Shut | undefined; hand: Shut | undefined };
  /** Where links lead; empty: nowhere. */
  linkAddress: string;
  clinic: string;
  phone: string;
}

/** @returns undefined where the clinic has no such patient */
export async function patientReach(ctx: Context, patientId: string): Promise<PatientReach | undefined> {
  const recipient = await recipientOf(ctx, patientId);
  if (!recipient) return undefined;
  const settings = await loadSettings(ctx);
  const { on, byHand, linkAddress, name: clinic, phone } = settings.rules;
  const { mail, gateway } = offerOf(settings);
  const { language, current, mobile, email, preferred, choices } = recipient;
  const nothing = { mail: false, gateway: [], byHand: false, askFirst: false };
  const why = (reach: Partial<Reach>, offer: Partial<Offer>): Shut | undefined => {
    const ways = waysTo(
      { mobile: undefined, email: undefined, preferred, choices, ...reach },
      { ...nothing, ...offer },
    );
    return typeof ways === 'string' && ways !== 'notAsked' ? ways : undefined;
  };
  return {
    ...{ language, current, mobile, email, preferred, choices, linkAddress, clinic, phone },
    shut: {
      email: why({ email }, { mail: on && mail }),
      text: why({ mobile }, { gateway: on ? gateway : [] }),
      hand: why({ mobile }, { byHand }),
    },
  };
}
