import { addDays, instantOf, wallToInstant, weekdayOf, zonedDay } from '#platform/shared/time.ts';
import { training } from '#slices/training/contract.ts';
import type { DemoClinic } from './clinics.ts';
import type { Stage } from './stage.ts';

/** Eight hours a day: nineteen days are 152.00 of 160.00 hours, so that the next day makes a practicum complete. */
const practicumDays = 19;
const planDays = 35;
const marks = { attendance: 5, safety: 5, communication: 4, teamwork: 5 };

const words = {
  en: {
    site: 'Own clinic',
    department: 'Rooming',
    strengths: 'Calm with children, careful with names',
    goals: 'Order of draw by heart',
    journal: 'Roomed six patients today. Asked about allergies every time and repeated what I heard.',
    cohort: 'Autumn',
  },
  id: {
    site: 'Klinik sendiri',
    department: 'Ruang periksa',
    strengths: 'Tenang terhadap anak, teliti dengan nama',
    goals: 'Lebih cepat menyiapkan ruang periksa',
    journal: 'Hari ini menyiapkan enam ruang periksa. Selalu menanyakan alergi dan mengulang jawabannya.',
    cohort: 'Angkatan Gasal',
  },
};

/** A student near the end of her practicum, and an assistant five weeks into his plan. */
export async function furnishTraining(stage: Stage, demo: DemoClinic, nowMs: number): Promise<void> {
  const today = zonedDay(instantOf(nowMs), demo.zone);
  const said = words[demo.language];
  const at = (day: string, time: string) => {
    const found = wallToInstant(day, time, demo.zone, { disambiguation: 'earlier' });
    return Date.parse('instant' in found ? found.instant : instantOf(nowMs));
  };
  const { people } = await stage.play('manager', nowMs, training, 'choices', {});
  const idOf = (login: string) => {
    const name = demo.people.find((one) => one.login === login)?.name;
    return people.find((one) => one.name === name)?.staffId ?? '';
  };
  await openPracticum();
  await openPlan();

  async function openPracticum(): Promise<void> {
    const days = workdaysBefore(today, practicumDays);
    const opened = at(days[0] ?? today, '07:00');
    const manage = <N extends 'saveSite' | 'saveCohort' | 'enrol' | 'openPracticum'>(
      verb: N,
      input: Parameters<typeof stage.play<typeof training, N>>[4],
    ) => stage.play('manager', opened, training, verb, input);
    const { siteId } = await manage('saveSite', { name: said.site, ambulatory: true, active: true });
    const staffId = idOf('student');
    const { cohortId } = await manage('saveCohort', {
      ...{ programme: demo.country === 'US' ? 'maCertificate' : 'smkKeperawatan', name: said.cohort },
      ...{ startsOn: addDays(today, -200), endsOn: addDays(today, 160) },
    });
    await manage('enrol', { cohortId, staffId });
    const { practicumId } = await manage('openPracticum', {
      ...{ staffId, siteId, cohortId, preceptorId: idOf('clinical'), accreditor: 'none' },
      ...{ agreedHundredths: 16_000, startsOn: days[0] ?? today, endsOn: addDays(today, 30) },
      skills: ['handHygiene', demo.country === 'US' ? 'ecg' : 'roomHygiene'],
    });
    for (const [place, day] of days.entries()) {
      const { entryId } = await stage.play('student', at(day, '17:00'), training, 'logHours', {
        ...{ practicumId, day, from: '08:00', to: '16:30', breakMinutes: 30, department: said.department },
      });
      await stage.play('clinical', at(day, '18:00'), training, 'confirmHours', { practicumId, entryId });
      if (place !== 10) continue;
      await stage.play('clinical', at(day, '18:10'), training, 'evaluate', {
        ...{ practicumId, moment: 'mid', strengths: said.strengths, goals: said.goals },
        ratings: { ...marks, professionalism: 5, clinical: 3, administrative: 4 },
      });
      const journal = { practicumId, day, text: said.journal };
      const { journalId } = await stage.play('student', at(day, '19:00'), training, 'writeJournal', journal);
      await stage.play('student', at(day, '19:05'), training, 'handInJournal', { practicumId, journalId });
    }
  }

  async function openPlan(): Promise<void> {
    // a Monday: plans begin with a week
    const startsOn = addDays(today, 1 - planDays - weekdayOf(addDays(today, -planDays)));
    const begun = at(startsOn, '08:00');
    const { planId } = await stage.play('manager', begun, training, 'assignPlan', {
      ...{ staffId: idOf('assistant'), preceptorId: idOf('nurse'), startsOn },
      template: demo.country === 'US' ? 'clinicalAssistant' : 'asistenPerawat',
    });
    const { items } = await stage.play('nurse', begun, training, 'learnerPlan', { planId });
    for (const { topic, week } of items.filter((one) => !one.competency && one.week <= 3)) {
      const day = addDays(startsOn, week * 7 - 2);
      await stage.play('nurse', at(day, '15:00'), training, 'tickTopic', { planId, topic, note: '' });
    }
    const review = { planId, days: 30 };
    await stage.play('nurse', at(addDays(startsOn, 30), '15:00'), training, 'writeReview', {
      ...{ ...review, strengths: said.strengths, goals: said.goals, outcome: 'continue' },
      ratings: { ...marks, quality: 4, initiative: 4 },
    });
    const signed = at(addDays(startsOn, 31), '09:00');
    await stage.play('assistant', signed, training, 'countersignReview', { ...review, note: '' });
    if (demo.country === 'US') await stage.play('assistant', signed, training, 'setGoal', { rung: 'ma2' });
  }
}

/** So many days from Monday to Friday before a day, in order. */
function workdaysBefore(today: string, count: number): string[] {
  const days: string[] = [];
  for (let day = addDays(today, -1); days.length < count; day = addDays(day, -1)) {
    if (weekdayOf(day) <= 5) days.unshift(day);
  }
  return days;
}
