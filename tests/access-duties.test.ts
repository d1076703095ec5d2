import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, openCallers } from '#testing/access/callers.ts';
import { tryAmended } from '#testing/access/amended.ts';
import { tryAsked } from '#testing/access/asked.ts';
import { tryBookedOnline } from '#testing/access/booked-online.ts';
import { tryCharted } from '#testing/access/charted.ts';
import { tryCheckedIn } from '#testing/access/checked-in.ts';
import { tryDisclosed } from '#testing/access/disclosed.ts';
import { tryAlong } from '#testing/access/fhir-along.ts';
import { openFindings } from '#testing/access/findings.ts';
import { tryFlagged } from '#testing/access/flags.ts';
import { tryKiosks } from '#testing/access/kiosks.ts';
import { tryRoster } from '#testing/access/duty-roster.ts';
import { tryProofs } from '#testing/access/proofs.ts';
import { tryPassports } from '#testing/access/passports.ts';
import { tryDocumented } from '#testing/access/documented.ts';
import { tryLettered } from '#testing/access/lettered.ts';
import { tryMerged } from '#testing/access/merged.ts';
import { tryMoves } from '#testing/access/moves.ts';
import { tryPersonFiles } from '#testing/access/person-files.ts';
import { tryMeasured } from '#testing/access/measured.ts';
import { tryScreened } from '#testing/access/screened.ts';
import { trySent } from '#testing/access/sent.ts';
import { tryTaught } from '#testing/access/taught.ts';
import { tryTimelined } from '#testing/access/timelined.ts';
import { tryTakenOut } from '#testing/access/taken-out.ts';
import type { Ground } from '#testing/access/verb-matrix.ts';
import { tryWaiting } from '#testing/access/waiting.ts';
import { openWorld, type World } from '#testing/access/world.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { openTestHttp, type TestHttp } from '#testing/http.ts';

const countries = ['ID', 'US'] as const;
const findings = openFindings();
let clinic: TestClinic;
let http: TestHttp;
let worlds: Record<(typeof countries)[number], World>;
let callers: Record<(typeof countries)[number], Caller[]>;

beforeAll(async () => {
  clinic = await openTestClinic();
  http = await openTestHttp(clinic);
  worlds = { ID: await openWorld(clinic, 'Zkanarix'), US: await openWorld(clinic.other, 'Qbluebirdo') };
  callers = { ID: await openCallers(clinic), US: await openCallers(clinic.other) };
});
afterAll(async () => {
  await http.close();
  await clinic.close();
});

describe.each(countries)('in a clinic of %s', (country) => {
  const sentences: [string, (ground: Ground) => Promise<void>][] = [
    ['an export holds that clinic alone, and of one patient that patient alone', tryTakenOut],
    ['what comes along with an answer of the record, or goes in with others, is hers to have', tryAlong],
    ['two patients who check in on their phones are told, asked and taken for themselves', tryCheckedIn],
    ['two kiosks of one lobby take nobody for another, and do nothing for each other', tryKiosks],
    ['two who wait for the same times are asked, passed over and booked each for herself', tryWaiting],
    ['a red flag of one holds back, lets go and follows her alone', tryFlagged],
    ['who booked online and has no chart yet is called off and taken back alone', tryBookedOnline],
    ['what one person holds and was trusted with is nobody else’s', tryPersonFiles],
    ['what one learns is asked and counted apart from a colleague’s', tryPassports],
    ['what one is taught is hers, and signed by somebody else', tryTaught],
    ['what one patient answered is in nobody else’s list', tryScreened],
    ['what was asked of one patient is in no other’s chart, and hers alone to sign', tryAsked],
    [
      'what is certified of one patient is in no other’s letters, and a physician’s alone to sign',
      tryLettered,
    ],
    ['what one patient is sent goes to her alone, and opens by her own birth date', trySent],
    ['a timeline holds one patient’s lines, and of those what the caller’s job shows', tryTimelined],
    ['the slots of a chart hold what is hers, and of it what the caller’s job shows', tryCharted],
    ['what was measured on one patient is in no other’s chart', tryMeasured],
    ['what left one chart is in nobody else’s list, and leaves by no other’s paper', tryDisclosed],
    ['what is filed to one patient is opened, moved and signed as hers alone', tryDocumented],
    ['what one asks to be amended is answered, told and linked in her own record', tryAmended],
    ['what was joined of one chart is in no other, and a records lead’s alone to join and part', tryMerged],
    ['who signs proves it by a secret of her own', tryProofs],
    ['whose a shift and a leave is decides what becomes of it', tryRoster],
    ['what is moved, called off and told of one patient’s bookings is hers', tryMoves],
  ];
  it.each(sentences)(
    '%s',
    async (_sentence, attempt) => {
      const other = worlds[country === 'ID' ? 'US' : 'ID'];
      await attempt({ url: http.url, world: worlds[country], other, callers: callers[country], findings });
      expect(findings.faults.splice(0)).toEqual([]);
    },
    120_000,
  );
});
