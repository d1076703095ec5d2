import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePaper } from '#platform/server/print/serve-paper.ts';
import { needReaders, pagesOf, propertiesOf } from '#platform/server/print/testing.ts';
import { roster } from '#slices/roster/contract.ts';
import { openRosterClinic, type RosterClinic, thisMonday } from '../testing/roster-clinic.ts';

needReaders('pdftotext', 'pdfinfo');

const open: RosterClinic[] = [];
afterAll(async () => {
  for (const one of open) await one.clinic.close();
});

/** A week with a night, a split shift and a leave. */
async function planned(country: 'ID' | 'US'): Promise<RosterClinic> {
  const here = await openRosterClinic(country);
  open.push(here);
  for (const day of ['09', '10', '11']) await here.assign('clinical', `2026-03-${day}`, 'morning');
  await here.assign('nurse', '2026-03-13', 'night');
  await here.assign('physician', '2026-03-12', 'split');
  await here.decide(await here.askLeave('assistant', '2026-03-12', '2026-03-13', { kind: 'sick' }), true);
  return here;
}

async function printed(here: RosterClinic, role: string): Promise<{ text: string; pdf: Uint8Array }> {
  const { paperId } = await here.clinic.as(role).call(roster, 'printWeek', { day: '2026-03-11' });
  const pdf = await here.clinic.inside(async (ctx) => (await servePaper(ctx, paperId, 0)).bytes);
  return { text: pagesOf(pdf).join('\n'), pdf };
}

describe('the duty roster on paper', () => {
  let indonesian: RosterClinic;
  let american: RosterClinic;
  beforeAll(async () => {
    indonesian = await planned('ID');
    american = await planned('US');
  });

  it('of a draft says that it is one, and whose it is not is not shown it', async () => {
    const { text } = await printed(indonesian, 'manager');
    expect(text).toContain('Rancangan: belum diterbitkan');
    expect(text).toMatch(/07\.00–14\.00/);
    expect((await printed(indonesian, 'nurse')).text).not.toContain('07.00–14.00');
  });

  it('lies across an A4, with who works when, who is away without the reason, and who published it', async () => {
    await indonesian.publish(thisMonday);
    const { text, pdf } = await printed(indonesian, 'nurse');
    expect(propertiesOf(pdf).get('Page size')).toMatch(/^841\.89 x 595\.28 pts/);
    expect(propertiesOf(pdf).get('Pages')).toBe('1');
    expect(text).toContain('Daftar dinas 9 Mar 2026 – 15 Mar 2026');
    expect(text).toMatch(/Sen 9 Mar +Sel 10 Mar +Rab 11 Mar +Kam 12 Mar +Jum 13 Mar +Sab 14 Mar +Min 15 Mar/);
    expect(text).toContain('Diterbitkan 9 Mar 2026, 09.00 WIB oleh Manajer klinik');
    const shown = text.replace(/\s+/g, ' ');
    for (const words of ['Pagi', '07.00–14.00', 'Malam', '21.00–07.00', 'Terbagi', '08.00–12.00', 'Cuti'])
      expect(shown).toContain(words);
    expect(text).toMatch(/19 jam 30/);
    expect(text).not.toContain('sakit');
  });

  it('in English lies across a Letter', async () => {
    await american.publish(thisMonday);
    const { text, pdf } = await printed(american, 'nurse');
    expect(propertiesOf(pdf).get('Page size')).toMatch(/^792 x 612 pts/);
    expect(text).toContain('Duty roster 9 Mar 2026 – 15 Mar 2026');
    expect(text).toMatch(/Mon 9 Mar +Tue 10 Mar +Wed 11 Mar/);
    expect(text).toContain('by Office manager');
    expect(text).toContain('Leave');
    expect(text).toMatch(/22 h 30/);
  });

  it('shows a shift that has fallen free, so that somebody takes it', async () => {
    await american.clinic.inside((ctx) =>
      ctx.db
        .updateTable('roster_shift')
        .set({ staff_id: null, left_by: 'Somebody' })
        .where('clinic_id', '=', ctx.clinic.id)
        .where('kind', '=', 'night')
        .execute(),
    );
    const { text, pdf } = await printed(american, 'manager');
    expect(text).toContain('Free');
    if (process.env.SERAMBI_SHOTS) writeFileSync(`${process.env.SERAMBI_SHOTS}/roster-week.pdf`, pdf);
  });
});
