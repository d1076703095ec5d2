import { zonedDay } from '#platform/shared/time.ts';
import { type Answer, ofVerb } from './answer.ts';
import { byDesk, later } from './book.ts';
import { shuffled } from '../support/dice.ts';
import { type Asker, contest, type Way, withFaults } from './contest.ts';
import { type Ground, physician, physicianName } from './ground.ts';
import { visitsIn } from './tables.ts';

const files = 4;

/**
 * Files of another system whose rows all want the time, taken in while the desk books it: one has it, whoever that is;
 * every row is stored, and what clashes is listed for review.
 */
const csv: Way = {
  name: 'import of appointments',
  async round(ground, { startsAt, index, random }) {
    const line = shuffled(ground.patients, random);
    const half = Math.floor(line.length / 2);
    const rows = line.slice(0, half);
    const imports: string[] = [];
    for (let file = 0; file < files; file += 1)
      imports.push(
        await openFile(
          ground,
          `${index}-${file}`,
          rows.filter((_, place) => place % files === file),
          startsAt,
        ),
      );
    const takers: Asker[] = imports.map((importId) => ({
      by: 'takeRows',
      ask: () => untilFinished(ground, 'takeRows', importId),
      read: ({ status }) => (status === 200 ? 'refused' : 'odd'),
    }));
    const desks: Asker[] = line.slice(half).map(({ id }) => ({
      ...byDesk(ground, id, startsAt),
      read: (answer: Answer) => ofVerb(answer),
    }));
    const outcome = await contest(shuffled([...takers, ...desks], random));
    const there = await visitsIn(ground, physician, startsAt, later(startsAt, 1));
    const bound = there.filter((one) => one.bound).length;
    const brought = there.filter((one) => rows.some(({ id }) => id === one.patient_id));
    const toReview = brought.filter((one) => one.needs_review && !one.bound).length;
    const held = brought.filter((one) => one.bound).length;
    return withFaults(
      { ...outcome, asked: line.length, won: bound },
      bound !== 1 && `${bound} hold the time in the tables`,
      brought.length !== rows.length && `${brought.length} of ${rows.length} rows are stored`,
      toReview + held !== brought.length && `${toReview} of ${brought.length - held} are listed for review`,
    );
  },
};

async function openFile(
  ground: Ground,
  name: string,
  rows: Ground['patients'],
  startsAt: string,
): Promise<string> {
  const manager = <T>(verb: string, input: unknown) => ground.must<T>('manager', `movingIn.${verb}`, input);
  const fileName = `appointments-${name}.csv`;
  const { importId } = await manager<{ importId: string }>('openFile', { kind: 'appointments', fileName });
  const day = zonedDay(startsAt, 'Asia/Jakarta');
  const time = later(startsAt, 7 * 60).slice(11, 16);
  const lines = rows.map(({ recordNumber }) => `${recordNumber},${day},${time},${physicianName},follow-up`);
  const text = ['No RM,Date,Time,Provider,Visit Type', ...lines, ''].join('\n');
  await manager('addPart', { importId, place: 0, bytes: Buffer.from(text).toString('base64') });
  await manager('readFile', { importId });
  const checked = await untilFinished(ground, 'checkRows', importId);
  const { counts } = JSON.parse(checked.body) as { counts: Record<string, number> };
  if (rows.length > 0 && counts.good !== rows.length) throw new Error(`rows cannot go in: ${checked.body}`);
  return importId;
}

async function untilFinished(ground: Ground, verb: string, importId: string): Promise<Answer> {
  for (;;) {
    const answer = await ground.verb('manager', `movingIn.${verb}`, { importId });
    if (answer.status !== 200) return answer;
    if ((JSON.parse(answer.body) as { finished: boolean }).finished) return answer;
  }
}

export const importWays: readonly Way[] = [csv];
