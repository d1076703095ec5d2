import { describe, expect, it } from 'vitest';
import { answerIn, meaningOf } from './replies.ts';
import { awakeAfter } from './quiet.ts';
import { filled, templateFaults } from './template.ts';
import { type Offer, type Reach, waysTo } from './ways.ts';

describe('a reply', () => {
  it.each([
    ...[
      ['C', 'confirm'],
      ['c', 'confirm'],
      ['YES', 'yes'],
      [' yes. ', 'yes'],
      ['YA', 'yes'],
    ],
    ...[
      ['Ya!', 'yes'],
      ['NO', 'no'],
      ['tidak', 'no'],
      ['X', 'cancel'],
      ['“x”', 'cancel'],
      ['BATAL', 'cancel'],
      ['batal\n', 'cancel'],
    ],
    ...[
      ['STOP', 'stop'],
      ['Berhenti', 'stop'],
      ['ＳＴＯＰ', 'stop'],
    ],
  ])('%j is %s', (text, answer) => {
    expect(answerIn(text)).toBe(answer);
  });

  it.each(['', 'ya tapi jam 3?', 'no thanks', 'yes X', 'constructor', 'C C', 'tidak bisa', 'Yakin'])(
    '%j is for a person to read',
    (text) => {
      expect(answerIn(text)).toBeUndefined();
    },
  );
});

describe('a word where times are offered beside visits', () => {
  it.each([
    ['yes', 'visit', 0, 'confirm'],
    ['yes', undefined, 0, 'confirm'],
    ['yes', 'offer', 1, 'accept'],
    // the visit was written of last: it could mean either
    ['yes', 'visit', 1, undefined],
    ['yes', 'offer', 2, undefined],
    ['yes', 'endedOffer', 0, 'late'],
    ['yes', 'endedOffer', 1, undefined],
    ['no', 'offer', 1, 'decline'],
    ['no', 'visit', 1, 'decline'],
    ['no', 'offer', 2, undefined],
    ['no', 'visit', 0, undefined],
    ['no', 'endedOffer', 0, 'late'],
    ['cancel', 'visit', 0, 'cancel'],
    ['cancel', 'offer', 1, undefined],
    ['cancel', 'endedOffer', 0, undefined],
    ['confirm', 'offer', 1, 'confirm'],
  ] as const)('%s after %s with %i open offers is %s', (word, latest, openOffers, meaning) => {
    expect(meaningOf(word, { latest, openOffers })).toBe(meaning);
  });
});

describe('so many minutes for an answer', () => {
  const night = { from: '20:00', until: '08:00' };
  const endsAfter = (at: string, minutes: number, quiet = night) =>
    awakeAfter(at, minutes, 'Asia/Jakarta', quiet);

  it('are counted by day', () => {
    expect(endsAfter('2026-03-04T03:00:00Z', 30)).toBe('2026-03-04T03:30:00Z');
  });

  it('go on in the morning where the night comes between', () => {
    // 19:50 in Jakarta: ten minutes of the evening, twenty of the morning
    expect(endsAfter('2026-03-04T12:50:00Z', 30)).toBe('2026-03-05T01:20:00Z');
    expect(endsAfter('2026-03-04T12:50:00Z', 10)).toBe('2026-03-04T13:00:00Z');
  });

  it('begin in the morning where somebody is asked at night', () => {
    expect(endsAfter('2026-03-04T18:00:00Z', 30)).toBe('2026-03-05T01:30:00Z');
  });

  it('may last for days', () => {
    expect(endsAfter('2026-03-04T03:00:00Z', 24 * 60)).toBe('2026-03-06T03:00:00Z');
  });

  it('are just minutes where there are no quiet hours', () => {
    const none = { from: '00:00', until: '00:00' };
    expect(endsAfter('2026-03-04T18:00:00Z', 30, none)).toBe('2026-03-04T18:30:00Z');
  });
});

describe('the way to a patient', () => {
  const reach: Reach = { mobile: '+6281234567890', email: 'a@b.test', preferred: undefined, choices: {} };
  const offer: Offer = { mail: true, gateway: ['sms'], byHand: true, askFirst: false };
  const channelsOf = (given: Partial<Reach>, has: Partial<Offer> = {}) => {
    const ways = waysTo({ ...reach, ...given }, { ...offer, ...has });
    return typeof ways === 'string' ? ways : ways.map((way) => `${way.channel} by ${way.by}`);
  };

  it('begins with what she prefers, and WhatsApp is by hand where no gateway does it', () => {
    expect(channelsOf({})).toEqual(['whatsapp by hand', 'sms by server', 'email by server']);
    expect(channelsOf({ preferred: 'email' })[0]).toBe('email by server');
    expect(channelsOf({}, { gateway: ['sms', 'whatsapp'] })[0]).toBe('whatsapp by server');
  });

  it('is never one that she has refused, and none without her yes where the clinic asks first', () => {
    expect(channelsOf({ choices: { whatsapp: false } })).toEqual(['sms by server', 'email by server']);
    expect(channelsOf({ choices: { whatsapp: false, sms: false, email: false } })).toBe('optedOut');
    expect(channelsOf({}, { askFirst: true })).toBe('notAsked');
    expect(channelsOf({ choices: { email: true } }, { askFirst: true })).toEqual(['email by server']);
  });

  it('is none where nothing is written down, or the clinic has nothing', () => {
    expect(channelsOf({ mobile: undefined, email: undefined })).toBe('noAddress');
    expect(channelsOf({}, { mail: false, gateway: [], byHand: false })).toBe('noChannel');
  });
});

describe('a template', () => {
  it('is told what it does not know and what it lacks', () => {
    const whole = '{clinic} {date} {time} {place} {phone} {answers}';
    expect(templateFaults('reminder', '{clinic}', whole)).toEqual({
      unknownInSubject: [],
      unknownInBody: [],
      missing: [],
    });
    expect(templateFaults('reminder', 'For {name}', '{clinic} {diagnosis} {date} {time} {place}')).toEqual({
      unknownInSubject: ['name'],
      unknownInBody: ['diagnosis'],
      missing: ['phone', 'answers'],
    });
  });

  it('puts values in as they are', () => {
    expect(
      filled('{clinic}: {date}, {time}', { clinic: 'Klinik {time}', date: '10 Maret', time: '09.00' }),
    ).toBe('Klinik {time}: 10 Maret, 09.00');
  });
});
