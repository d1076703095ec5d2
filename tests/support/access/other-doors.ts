import { setTimeout as sleep } from 'node:timers/promises';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { absentLike, type Answer, faceOf, knock, leakOf } from './knock.ts';
import { of } from './patient.ts';
import { otherDoors } from './routes.ts';
import type { Ground } from './verb-matrix.ts';

/** What anybody may read, and what is told to nobody at the push stream. */
export async function tryOpenDoors({ url, world, other, callers, findings }: Ground): Promise<void> {
  const open = Object.keys(otherDoors).filter((route) => otherDoors[route] === 'open');
  for (const caller of callers) {
    for (const route of open) {
      const [method = '', path = ''] = route.split(' ');
      const answer = await knock(url, caller, { method, path });
      const cell = `${world.clinic.clinic.country} ${route} × ${caller.name}`;
      findings.judge(cell, answer.status === 200 ? undefined : 'expected 200', answer);
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

/** Listens as a person of the clinic while something happens in both, and answers all that was pushed to her. */
export async function hearPush({ url, world, other, callers }: Ground): Promise<string> {
  const stop = new AbortController();
  const [someone] = callers;
  const stream = await fetch(`${url}/api/push`, { headers: someone?.headers ?? {}, signal: stop.signal });
  let heard = '';
  const listening = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of stream.body ?? []) heard += decoder.decode(chunk, { stream: true });
  })().catch(() => undefined);
  for (const one of [other, world]) {
    const visitId = of(one.own, 'visitId');
    for (const priority of ['routine', 'urgent'] as const) {
      await one.clinic.as('frontDesk').call(frontDesk, 'setPriority', { visitId, priority });
    }
  }
  // the other clinic's event was committed first, so it would have come first
  for (let tries = 0; !heard.includes(of(world.own, 'visitId')) && tries < 200; tries += 1) await sleep(50);
  stop.abort();
  await listening;
  return heard;
}
