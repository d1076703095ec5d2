import { describe, expect, it } from 'vitest';
import { shippedTalk } from './shipped-talk.ts';
import { questionsFor, standOf, type TalkFacts, topicsIn } from './talk.ts';
import { talkScript } from './talk-shapes.ts';

const adult: TalkFacts = { reason: '', sex: 'female', ageDays: 365 * 40, topics: [] };
const codes = (facts: Partial<TalkFacts>) =>
  questionsFor(shippedTalk, { ...adult, ...facts }).map((one) => one.code);

describe('the topics of a reason', () => {
  const heard: [string, string][] = [
    ['dada saya ampeg dan keringat dingin sejak 20 menit', 'chest'],
    ['my chest feels tight', 'chest'],
    ['nggak bisa napas', 'breath'],
    ['bicaranya pelo', 'weakness'],
    ['kejang tadi pagi', 'seizure'],
    ['mau mati saja', 'mood'],
    ['sakit kepalanya hebat', 'headache'],
    ['BAB hitam', 'stomach'],
  ];
  it.each(heard)('of “%s” are %s and perhaps more', (reason, topic) => {
    expect(topicsIn(shippedTalk, reason)).toContain(topic);
  });

  it('are not taken away by a denial beside them', () => {
    expect(topicsIn(shippedTalk, 'no chest pain')).toContain('chest');
    expect(topicsIn(shippedTalk, 'tidak nyeri dada')).toContain('chest');
  });

  it('are not heard in the beginning of other words', () => {
    expect(topicsIn(shippedTalk, 'baby check')).toEqual(['child']);
  });
});

describe('the questions', () => {
  it('begin with what could be an emergency, whatever the reason', () => {
    expect(codes({ reason: 'surat keterangan' })).toEqual(['now', 'onset', 'papers']);
    expect(codes({ reason: 'dada ampeg' }).slice(0, 2)).toEqual(['now', 'chest']);
  });

  it('A4.2 ask of a baby of 54 days about 38.0 °C, and not of one of 95', () => {
    expect(codes({ reason: 'panas', ageDays: 54 })).toContain('youngBaby');
    expect(codes({ reason: 'panas', ageDays: 95 })).not.toContain('youngBaby');
  });

  it('ask about pregnancy where it can be, and of nobody whose sex is known to be another', () => {
    expect(codes({ reason: 'nyeri perut' })).toContain('pregnant');
    expect(codes({ reason: 'nyeri perut', sex: 'male' })).not.toContain('pregnant');
    expect(codes({ reason: 'nyeri perut', ageDays: 365 * 70 })).not.toContain('pregnant');
  });

  it('pass nobody over whose age or sex is not known', () => {
    const asked = codes({ reason: 'nyeri perut', sex: 'unknown', ageDays: undefined });
    expect(asked).toEqual(expect.arrayContaining(['youngBaby', 'pregnant', 'testicle']));
  });

  it('hold together: parsed by their own schema, every topic known, no code twice', () => {
    expect(talkScript.safeParse(shippedTalk).success).toBe(true);
    const topics = new Set(shippedTalk.topics.map((one) => one.code));
    expect(shippedTalk.questions.flatMap((one) => one.topics).filter((one) => !topics.has(one))).toEqual([]);
    const all = shippedTalk.questions.map((one) => one.code);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('a talk', () => {
  const stand = (answers: [string, string][], facts: Partial<TalkFacts> = {}) =>
    standOf(
      shippedTalk,
      { ...adult, ...facts },
      answers.map(([code, answer]) => ({ code, answer })),
    );

  it('A4.1 stops at the first emergency and asks nothing more', () => {
    const stopped = stand(
      [
        ['now', 'no'],
        ['chest', 'yes'],
      ],
      { reason: 'dada ampeg' },
    );
    expect(stopped.stop).toMatchObject({ level: 'emergency', question: { code: 'chest' } });
    expect(stopped.next).toBeUndefined();
  });

  it('takes “not sure” for something that a clinician must hear, after the other red flags', () => {
    const facts = { reason: 'dada ampeg' };
    expect(stand([['now', 'unsure']], facts).next?.code).toBe('chest');
    expect(
      stand(
        [
          ['now', 'unsure'],
          ['chest', 'no'],
        ],
        facts,
      ).stop,
    ).toMatchObject({ level: 'urgent' });
    expect(
      stand(
        [
          ['now', 'unsure'],
          ['chest', 'yes'],
        ],
        facts,
      ).stop,
    ).toMatchObject({ level: 'emergency' });
  });

  it('goes on to the usual questions and ends', () => {
    expect(stand([['now', 'no']]).next?.code).toBe('onset');
    const done = stand([
      ['now', 'no'],
      ['onset', 'since Monday'],
    ]);
    expect([done.next, done.stop]).toEqual([undefined, undefined]);
  });
});
