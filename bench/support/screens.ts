import { busyDay, chronic } from '#testing/search/grown.ts';
import type { Bare } from './bare.ts';
import type { Call } from './figures.ts';
import type { Home } from './home.ts';

/** A screen: what it asks for at once. */
export interface Screen {
  name: string;
  calls: Call[];
}

/** Verbs that a screen calls, in one slice each. */
const asked: Readonly<Record<string, [verb: string, input: object][]>> = {
  'Today board of a busy day': [['frontDesk/todayBoard', { day: busyDay }]],
  'opening a chart': [
    ['records/readBanner', { patientId: chronic }],
    ['records/readChart', { patientId: chronic }],
    ['records/readAllergies', { patientId: chronic }],
    ['orders/pastOrders', { patientId: chronic }],
    ['vitals/lastVitals', { patientId: chronic }],
    ['scheduling/patientVisits', { patientId: chronic }],
    ['insurance/coveragesOf', { patientId: chronic }],
  ],
};

/** The screens as a physician of the clinic opens them: all that each of their parts asks for, at once. */
export function screensOf(home: Home): Screen[] {
  const token = home.cli('token', 'create', '--staff', 'physician@harbor.demo').trim();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return Object.entries(asked).map(([name, verbs]) => ({
    name,
    calls: verbs.map(([verb, input]) => ({
      ...{ method: 'POST' as const, url: `${home.server.url}/api/${verb}`, headers },
      body: () => JSON.stringify(input),
    })),
  }));
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
