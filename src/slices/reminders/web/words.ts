import { m } from '#messages';
import type { Message, MessageCode, MessageState } from '../contract.ts';
import type { Channel } from '../shared/ways.ts';

export const kindWords = (kind: Message['kind']) => m[`reminders_kind_${kind}`]();
export const channelWords = (channel: Channel) => m[`reminders_channel_${channel}`]();
export const stateWords = (state: MessageState) => m[`reminders_state_${state}`]();
export const codeWords = (code: MessageCode) => m[`reminders_code_${code}`]();

/** Red is for safety alone; what waits for a person is late or out of order. */
export const toneOf = (state: MessageState) => {
  if (state === 'failed') return 'amber' as const;
  if (state === 'toHand') return 'blue' as const;
  return state === 'accepted' || state === 'delivered' || state === 'called'
    ? ('green' as const)
    : ('grey' as const);
};
