import { setTimeout as sleep } from 'node:timers/promises';
import { createToken } from '#platform/server/identity/accounts.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { vitals } from '#slices/vitals/contract.ts';
import type { Caller } from './callers.ts';
import { absentLike, type Answer, faceOf, knock, leakOf } from './knock.ts';
import { of } from './patient.ts';
import { otherDoors } from './routes.ts';
import type { Ground } from './verb-matrix.ts';

/** What anybody may read, and what is told to nobody at the push stream. */
export async function tryOpenDoors({ url, world, other, callers, findings }: Ground): Promise<void> {
  const open = Object.keys(otherDoors).filter((route) =>
    ['open', 'bySecret'].includes(String(otherDoors[route])),
  );
  for (const caller of callers) {
    for (const route of open) {
      const [method = '', path = ''] = route.split(' ');
      const answer = await knock(url, caller, { method, path });
      const cell = `${world.clinic.clinic.country} ${route} × ${caller.name}`;
      const expected = otherDoors[route] === 'open' ? [200] : [404, 429];
      const fault = expected.includes(answer.status) ? undefined : `expected ${expected.join(' or ')}`;
      findings.judge(cell, fault, answer);
      for (const one of [world, other]) {
        const leak = leakOf(answer, '', one);
        if (leak) findings.fault(`${cell}: tells ${leak} to anybody`);
      }
    }
  }
  const nobody = callers.find((caller) => caller.kind === 'nobody');
  if (!nobody) throw new Error('nobody knocks');
  const answer = await knock(url, nobody, { method: 'GET', path: '/api/push' });
  findings.judge('GET /api/push × nobody', answer.status === 401 ? undefined : 'expected 401', answer);
}

/** Papers as PDF. */
export async function tryPaper({ url, world, other, callers, findings }: Ground): Promise<void> {
  const foreign = of(other.own, 'paperId');
  const papers: [string, string, number][] = [
    ["other clinic's", foreign, 404],
    ['absent', absentLike(foreign), 404],
    ['no id at all', 'x-not-an-id', 404],
    ['other patient', of(world.otherPatient, 'paperId'), 200],
    ['own', of(world.own, 'paperId'), 200],
  ];
  for (const caller of callers) {
    const faces = new Set<string>();
    for (const [kind, id, status] of papers) {
      const answer = await knock(url, caller, { method: 'GET', path: `/api/print/${id}.pdf?copy=0` });
      const letIn = caller.holds('print.paper');
      const expected = letIn ? status : caller.kind === 'nobody' ? 401 : 403;
      const cell = `${world.clinic.clinic.country} GET /api/print × ${caller.name} × ${kind}`;
      findings.judge(cell, faultOf(answer, expected), answer);
      const leak = leakOf(answer, id, other);
      if (leak) findings.fault(`${cell}: tells ${leak} of the other clinic`);
      if (answer.status !== 200) faces.add(faceOf(answer, id, true));
    }
    if (faces.size > 1) findings.fault(`GET /api/print × ${caller.name}: ${[...faces].join(' or ')}`);
  }
}

function faultOf(answer: Answer, expected: number): string | undefined {
  return answer.status === expected ? undefined : `expected ${expected}`;
}

/**
 * Listens as everybody at once while something happens in both clinics: a person hears the name of each event of her
 * clinic and its ids where her job description reaches that duty, a client what its scopes read, and nobody a word of
 * the other clinic.
 */
export async function tryPush({ url, world, other, callers, findings }: Ground): Promise<void> {
  const { country } = world.clinic.clinic;
  const present = callers.filter(({ kind }) => kind !== 'nobody');
  const wide = await createToken(world.clinic.platform, {
    ...{ clientName: 'Another system', clinicSlug: world.clinic.clinic.slug, scopes: ['system/*.rs'] },
  });
  const client: Caller = {
    name: 'client that may read all',
    kind: 'client',
    headers: { authorization: `Bearer ${wide.token}` },
    holds: () => true,
  };
  const lines = await Promise.all(
    [...present, client].map(async (one) => ({ one, ...(await listen(url, one)) })),
  );
  const visitId = of(world.own, 'visitId');
  for (const place of [other, world]) {
    const id = of(place.own, 'visitId');
    for (const priority of ['routine', 'urgent'] as const) {
      await place.clinic.as('frontDesk').call(frontDesk, 'setPriority', { visitId: id, priority });
    }
  }
  // of a duty that not everybody has a part in
  await world.clinic
    .as('student')
    .call(vitals, 'recordVitals', { visitId, values: { pulse: { value: '71' } } });
  // the other clinic's events were committed first, so they would have come first
  const widest = lines.at(-1);
  const isThere = () => widest?.heard().includes('vitals.');
  for (let tries = 0; !isThere() && tries < 200; tries += 1) await sleep(50);
  const all = pushedIn(widest?.heard() ?? '');
  if (!all.some(({ payload }) => payload.includes(visitId))) findings.fault('nothing was pushed');
  for (const { one, heard, status, stop } of lines) {
    const text = heard();
    await stop();
    const cell = `${country} GET /api/push × ${one.name}`;
    const reaches = (slice: string) => one === client || one.holdsAny?.(slice) === true;
    const expected =
      one.kind === 'client' && one !== client
        ? []
        : all.map(({ event, payload }) => `${event} ${reaches(event.split('.')[0] ?? '') ? payload : '{}'}`);
    const got = pushedIn(text).map(({ event, payload }) => `${event} ${payload}`);
    const right =
      status === 200 &&
      JSON.stringify(got.filter((line) => expected.includes(line) || /^(frontDesk|vitals)\./.test(line))) ===
        JSON.stringify(expected);
    const answer = { status, code: undefined, body: {}, text };
    findings.judge(
      cell,
      right ? undefined : `expected ${expected.join(', ')} heard ${got.join(', ')}`,
      answer,
    );
    const leak = leakOf(answer, '', other);
    if (leak) findings.fault(`${cell}: tells ${leak} of the other clinic`);
    if (text.includes(world.canary)) findings.fault(`${cell}: tells a name`);
  }
}

/** Events of the two duties that something was done in, as they were sent. */
function pushedIn(text: string): { event: string; payload: string }[] {
  return [...text.matchAll(/^data: \{"event":"((?:frontDesk|vitals)\.\w+)","payload":(.*)\}$/gm)].map(
    ([, event = '', payload = '']) => ({ event, payload }),
  );
}

/** Holds one line open and gathers all that comes. */
async function listen(url: string, caller: Caller) {
  const end = new AbortController();
  const stream = await fetch(`${url}/api/push`, { headers: caller.headers, signal: end.signal });
  const parts: string[] = [];
  const listening = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of stream.body ?? []) parts.push(decoder.decode(chunk, { stream: true }));
  })().catch(() => undefined);
  return {
    status: stream.status,
    heard: () => parts.join(''),
    stop: async () => {
      end.abort();
      await listening;
    },
  };
}
