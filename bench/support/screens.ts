import { busyDay, chronic } from '#testing/search/grown.ts';
import type { Bare } from './bare.ts';
import type { Call } from './figures.ts';
import type { Home } from './home.ts';
import { someOfLongChart } from './long-chart.ts';

/** A screen: what it asks for at once. */
export interface Screen {
  name: string;
  calls: Call[];
}

/** A patient of whom 5,000 resources are written before she is looked at. */
const known = 'patient-30';
const ofKnown = 5_000;

type Asked = [verb: string, input: object][];

/** Verbs that a screen calls, in one slice each. @param visitId where the patient of the long chart is to be roomed */
const askedBy = (visitId: string): Readonly<Record<string, Asked>> => ({
  'Today board of a busy day': [['frontDesk/todayBoard', { day: busyDay }]],
  'opening a chart': chartOf(chronic),
  [`opening a chart of ${ofKnown} resources`]: chartOf(known),
  [`opening the room's pane of ${ofKnown} resources`]: paneOf(visitId),
  [`the timeline of ${ofKnown} resources`]: [['chart/timeline', { patientId: known }]],
  [`a word searched in ${ofKnown} resources`]: [['chart/timeline', { patientId: known, find: 'metformin' }]],
});

function paneOf(visitId: string): Asked {
  const verbs = [
    'frontDesk/readVisit',
    'intake/readIntake',
    'vitals/visitVitals',
    'screening/visitScreening',
  ];
  return [
    ['records/readBanner', { patientId: known }],
    ...verbs.map((verb): Asked[number] => [verb, { visitId }]),
  ];
}

function chartOf(patientId: string): Asked {
  const verbs = ['records/readBanner', 'records/readChart', 'records/readAllergies', 'orders/pastOrders'];
  const others = ['vitals/lastVitals', 'scheduling/patientVisits', 'insurance/coveragesOf'];
  return [...verbs, ...others].map((verb) => [verb, { patientId }]);
}

/** Writes the long chart, as another system would. */
export async function writeLongChart(send: Call): Promise<void> {
  for (let written = 0; written < ofKnown; written += 100) {
    const body = JSON.stringify(someOfLongChart(written, known));
    const answer = await fetch(send.url, { method: 'POST', headers: send.headers ?? {}, body });
    if (!answer.ok) throw new Error(`${send.url} answered ${answer.status}: ${await answer.text()}`);
  }
}

/** The screens as a physician of the clinic opens them: all that each of their parts asks for, at once. */
export async function screensOf(home: Home): Promise<Screen[]> {
  const headers = headersOf(home, 'physician');
  return Object.entries(askedBy(await visitOfKnown(home))).map(([name, verbs]) => ({
    name,
    calls: verbs.map(([verb, input]) => ({
      ...{ method: 'POST' as const, url: `${home.server.url}/api/${verb}`, headers },
      body: () => JSON.stringify(input),
    })),
  }));
}

function headersOf(home: Home, role: string) {
  const token = home.cli('token', 'create', '--staff', `${role}@harbor.demo`).trim();
  return { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
}

const visits = new WeakMap<Home, Promise<string>>();

/** A visit of today of the patient with the long chart; with a larger record around it it is the same one. */
function visitOfKnown(home: Home): Promise<string> {
  const visit = visits.get(home) ?? takeIn(home);
  visits.set(home, visit);
  return visit;
}

async function takeIn(home: Home): Promise<string> {
  const headers = headersOf(home, 'frontdesk');
  const ask = async (verb: string, input: object) => {
    const url = `${home.server.url}/api/${verb}`;
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) });
    if (!answer.ok) throw new Error(`${verb} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  const { visitTypes } = (await ask('scheduling/setup', {})) as { visitTypes: { code: string }[] };
  const walkIn = { patientId: known, visitTypeCode: visitTypes[0]?.code, reason: 'cough' };
  const { visitId } = (await ask('frontDesk/takeWalkIn', walkIn)) as { visitId: string };
  return visitId;
}

/** What the yardstick answers in place of a screen's calls, under which keys. */
export async function answersOf({ name, calls }: Screen): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const [at, { url, headers, body }] of calls.entries()) {
    const answer = await fetch(url, { method: 'POST', headers: headers ?? {}, body: body?.() ?? '' });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text}`);
    answers.set(`${name} ${at}`, text);
  }
  return answers;
}

/** As many reads of rows that are as long as the screen's answers. */
export function bareOf(bare: Bare, { name, calls }: Screen): Call[] {
  return calls.map((_, at) => bare.read(encodeURIComponent(`${name} ${at}`)));
}
