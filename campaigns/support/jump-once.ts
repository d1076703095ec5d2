import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '#platform/server/db/roles.ts';
import { listen, lockOut, type Probes, shorten, signIn, stateOf } from './clock-probes.ts';
import type { Act } from './crash/acts.ts';
import type { EmbeddedField } from './embedded-field.ts';
import { type FalseClock, seenWithinMs } from './false-clock.ts';
import type { PatientsWay } from './patients-way.ts';

/** How long the clock stays wrong: longer than the sessions that are about to end have left. */
const wrongMs = 3_500;
const leftSeconds = 3;
/** A push comes within a second of the commit; a loaded machine takes longer. */
const pushWithinMs = 10_000;
/** The fifth wrong password waits a minute. */
const mostWaitSeconds = 60;

/** One jump and its mending, with a patient whose visit begins before it, goes on during it and ends after it. */
export async function jumpOnce(
  field: EmbeddedField,
  clock: FalseClock,
  way: PatientsWay,
  byMs: number,
): Promise<{ faults: string[]; slowestMs: number }> {
  const faults: string[] = [];
  const slow: number[] = [];
  const walk = async (...args: Parameters<PatientsWay['until']>) => {
    const { faults: refused, slowestMs } = await way.until(...args);
    faults.push(...refused);
    slow.push(slowestMs);
  };
  const at: Probes = { url: field.server.url, superuserUrl: field.superuserUrl };
  const slug = field.clinics[0]?.slug ?? '';
  const tokens = {
    lasting: await signIn(at, `clinical-1@${slug}.test`),
    ending: await signIn(at, `desk-1@${slug}.test`),
    locking: await signIn(at, `physician-1@${slug}.test`),
  };
  const screen = await listen(at, tokens.lasting);
  const bookedBefore = await bookings(at.superuserUrl);
  await walk('walkIn');

  await shorten(at, tokens.ending, { untilEndSeconds: leftSeconds });
  await shorten(at, tokens.locking, { untilLockSeconds: leftSeconds });
  const setMs = performance.now();
  clock.set(byMs);
  if ((await stateOf(at, tokens.lasting)) !== 'open')
    faults.push('a session that had hours left was ended by the jump');
  const heard = screen.heard();
  await walk('diagnosis', measuredNow);
  faults.push(...(await pushed(screen, heard, 'while the clock was wrong')));
  const waitSeconds = await lockOut(at, `manager@${slug}.test`);
  if (waitSeconds > mostWaitSeconds) faults.push(`a guesser waits ${waitSeconds} s`);
  await sleep(Math.max(0, wrongMs - (performance.now() - setMs)));
  faults.push(...(await stretched(at, tokens, 'while the clock was wrong')));

  clock.set(0);
  const mendedMs = performance.now();
  faults.push(...(await stretched(at, tokens, 'after it was mended')));
  if ((await stateOf(at, tokens.lasting)) !== 'open')
    faults.push('a session that had hours left was ended by the mending');
  const still = await lockOut(at, `manager@${slug}.test`);
  if (still > 15 * 60) faults.push(`a guesser waits ${still} s after the mending`);
  const before = screen.heard();
  await walk('booking');
  faults.push(...(await pushed(screen, before, 'after it was mended')));
  screen.close();
  const booked = await bookings(at.superuserUrl);
  for (const [id, startsAt] of bookedBefore)
    if (booked.get(id) !== startsAt) faults.push(`the appointment ${id} was shifted or lost`);
  await forgetGuesses(at.superuserUrl);
  await sleep(Math.max(0, seenWithinMs - (performance.now() - mendedMs)));
  return { faults, slowestMs: Math.max(0, ...slow) };
}

/** The blood pressure was measured now, by a watch that nobody has set. */
function measuredNow(act: Act): Act {
  if (act.what !== 'vitals') return act;
  return { ...act, body: JSON.stringify({ ...JSON.parse(act.body), measuredAt: new Date().toISOString() }) };
}

async function stretched(
  at: Probes,
  { ending, locking }: { ending: string; locking: string },
  when: string,
): Promise<string[]> {
  const [ended, locked] = [await stateOf(at, ending), await stateOf(at, locking)];
  return [
    ...(ended === 'signedOut' ? [] : [`a session whose time was over was stretched: ${ended} ${when}`]),
    ...(locked === 'open' ? [`a session left idle was stretched ${when}`] : []),
  ];
}

async function pushed(screen: { heard(): number }, before: number, when: string): Promise<string[]> {
  for (let waitedMs = 0; waitedMs < pushWithinMs; waitedMs += 50) {
    if (screen.heard() > before) return [];
    await sleep(50);
  }
  return [`nothing was pushed to the screen ${when}`];
}

async function bookings(url: string): Promise<Map<string, string>> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ id: string; starts: string }>(
      "SELECT appointment_id || ' ' || resource_kind AS id, starts_at::text AS starts FROM scheduling_booking",
    );
    return new Map(rows.map((row) => [row.id, row.starts]));
  });
}

/** The next jump begins with an unhurried guesser. */
async function forgetGuesses(url: string): Promise<void> {
  await withClient(url, (client) =>
    client.query('DELETE FROM identity_attempt; DELETE FROM identity_address'),
  );
}
