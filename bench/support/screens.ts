import { busyDay, chronic } from '#testing/search/grown.ts';
import type { Bare } from './bare.ts';
import type { Call } from './figures.ts';
import type { Home } from './home.ts';
import { bundleOf } from './readings.ts';

/** A screen: what it asks for at once. */
export interface Screen {
  name: string;
  calls: Call[];
}

/** A patient of whom 5,000 resources are written before she is looked at. */
const known = 'patient-30';
const ofKnown = 5_000;

/** Verbs that a screen calls, in one slice each. */
const asked: Readonly<Record<string, [verb: string, input: object][]>> = {
  'Today board of a busy day': [['frontDesk/todayBoard', { day: busyDay }]],
  'opening a chart': chartOf(chronic),
  [`opening a chart of ${ofKnown} resources`]: chartOf(known),
};

function chartOf(patientId: string): [string, object][] {
  const verbs = ['records/readBanner', 'records/readChart', 'records/readAllergies', 'orders/pastOrders'];
  const others = ['vitals/lastVitals', 'scheduling/patientVisits', 'insurance/coveragesOf'];
  return [...verbs, ...others].map((verb) => [verb, { patientId }]);
}

/** Writes the long chart, as another system would. */
export async function writeLongChart(send: Call): Promise<void> {
  let next = 0;
  for (let written = 0; written < ofKnown; written += 100) {
    const body = JSON.stringify(bundleOf(100, () => next++, known));
    const answer = await fetch(send.url, { method: 'POST', headers: send.headers ?? {}, body });
    if (!answer.ok) throw new Error(`${send.url} answered ${answer.status}: ${await answer.text()}`);
  }
}

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
