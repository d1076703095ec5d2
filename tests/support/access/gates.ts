import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { openApp } from '#platform/server/http/app.ts';
import { openRelay } from '#platform/server/push/relay.ts';
import { callOf } from './inputs.ts';
import { type Answer, knock } from './knock.ts';
import { of, phoneOf } from './patient.ts';
import type { Ground } from './verb-matrix.ts';
import { otherBirthDate, ownBirthDate } from './world.ts';

/** What another site makes a browser send, or a name bent to this machine, is refused before anybody asks who it is. */
export async function tryOtherSites(ground: Ground): Promise<void> {
  await tryInClear(ground);
  const { url, callers, findings } = ground;
  const path = '/api/identity/whoAmI';
  const odd: [string, Record<string, string>][] = [
    ['a foreign origin', { origin: 'https://evil.test' }],
    ['no origin, of another site', { 'sec-fetch-site': 'cross-site' }],
  ];
  for (const caller of callers) {
    for (const [name, headers] of odd) {
      const answer = await knock(url, caller, { method: 'POST', path, body: {}, headers });
      const right = answer.status === 403 && answer.code === 'platform.crossSite';
      findings.judge(`${path} × ${caller.name} × ${name}`, right ? undefined : 'expected crossSite', answer);
    }
    const status = await statusAt(`${url}${path}`, { ...caller.headers, host: 'evil.test' });
    if (status !== 421) findings.fault(`${path} × ${caller.name} × another name: expected 421 got ${status}`);
  }
}

/** A server that answers in TLS alone says nothing to what came in clear, whoever asks. */
async function tryInClear({ world, callers, findings }: Ground): Promise<void> {
  const { platform } = world.clinic;
  const relay = await openRelay(platform.database, pino({ level: 'silent' }));
  const app = await openApp(platform, relay, { secure: true, tlsOnly: true });
  for (const caller of callers) {
    const url = '/api/identity/whoAmI';
    const { statusCode } = await app.inject({ method: 'POST', url, headers: caller.headers, payload: {} });
    if (statusCode !== 421)
      findings.fault(`${url} × ${caller.name} × in clear: expected 421 got ${statusCode}`);
  }
  await app.close();
  await relay.close();
}

/** A request to a name that `fetch` would not send. */
async function statusAt(url: string, headers: Record<string, string>): Promise<number | undefined> {
  const asked = request(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } });
  asked.end('{}');
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

/** Nobody is taken for a patient by her name alone, nor by her name and what is somebody else's. */
export async function trySecondIdentifier(ground: Ground): Promise<void> {
  const { world, callers, findings, url } = ground;
  for (const [slice, name, field] of [
    ['records', 'identify', 'spoken'],
    ['frontDesk', 'identifyPatient', 'said'],
  ] as const) {
    const verb = world.clinic.platform.registry.verb(slice, name);
    const caller = callers.find((one) => verb && one.holds(verb.contract.action));
    if (!verb || !caller) throw new Error(`nobody may ${slice}.${name}`);
    const { own, otherPatient } = world;
    const [ownPhone, otherPhone] = [ownBirthDate, otherBirthDate].map((date) => phoneOf(world.clinic, date));
    const [wulandari, hutapea] = [`${world.canary} Wulandari`, `${world.canary} Hutapea`];
    for (const [what, ids, said, code] of [
      ['a name alone', own, { name: wulandari }, 'secondIdentifierRequired'],
      ['her name and birth date', own, { name: wulandari, birthDate: ownBirthDate }, undefined],
      ['her name and telephone', own, { name: wulandari, phone: ownPhone }, undefined],
      ['another’s telephone', own, { name: wulandari, phone: otherPhone }, 'identityMismatch'],
      ['another’s birth date', own, { name: wulandari, birthDate: otherBirthDate }, 'identityMismatch'],
      [
        'the other’s name and birth date',
        otherPatient,
        { name: hutapea, birthDate: otherBirthDate },
        undefined,
      ],
      [
        'the other’s name and another’s birth date',
        otherPatient,
        { name: hutapea, birthDate: ownBirthDate },
        'identityMismatch',
      ],
    ] as const) {
      const body = { ...callOf(verb, world, ids).input, [field]: said };
      const answer = await knock(url, caller, { method: 'POST', path: `/api/${slice}/${name}`, body });
      const right = code ? answer.code === `${slice}.${code}` : answer.status === 200;
      const cell = `${slice}.${name} × ${caller.name} × ${what}`;
      findings.judge(cell, right ? undefined : `expected ${code ?? 'her'}`, answer);
    }
  }
}

/** An answer that was kept for a repeat is for whoever asked, and for the same question. */
export async function tryKeptAnswers({ url, world, callers, findings }: Ground): Promise<void> {
  const key = randomUUID();
  const ask = (caller: (typeof callers)[number], visitId: string) =>
    knock(url, caller, {
      method: 'POST',
      path: '/api/work/askSomebody',
      headers: { 'idempotency-key': key },
      body: { action: 'bookkeeping.manageFees', subject: `Encounter/${visitId}`, visitId },
    });
  const visits = [of(world.own, 'visitId'), of(world.otherPatient, 'visitId')];
  const said: { caller: (typeof callers)[number]; visitId: string; answer: Answer }[] = [];
  for (const caller of callers.filter(({ kind }) => kind === 'staff')) {
    const visitId = visits[said.length] ?? '';
    const answer = await ask(caller, visitId);
    if (answer.status < 300) said.push({ caller, visitId, answer });
    if (said.length === 2) break;
  }
  if (said.length < 2) throw new Error('nobody could ask');
  for (const { caller, visitId, answer } of said) {
    const again = await ask(caller, visitId);
    const same = again.status === 200 && JSON.stringify(again.body) === JSON.stringify(answer.body);
    findings.judge(
      `kept answers × ${caller.name} × again`,
      same ? undefined : 'expected her own answer',
      again,
    );
    const other = await ask(caller, visits.find((one) => one !== visitId) ?? '');
    const refused = other.code === 'platform.keyReused';
    findings.judge(
      `kept answers × ${caller.name} × another question`,
      refused ? undefined : 'expected keyReused',
      other,
    );
  }
}

/** A task that somebody has taken is nobody else's to take. */
export async function tryTakenTask({ url, world, callers, findings }: Ground): Promise<void> {
  let taken: string | undefined;
  for (const caller of callers.filter(({ kind }) => kind === 'staff')) {
    const body = { taskId: of(world.own, 'taskId') };
    const answer = await knock(url, caller, { method: 'POST', path: '/api/work/takeTask', body });
    const twice = taken !== undefined && answer.status < 300;
    findings.judge(
      `work.takeTask × ${caller.name} × taken`,
      twice ? 'expected takenByOther' : undefined,
      answer,
    );
    if (answer.status < 300) taken ??= caller.name;
  }
  if (!taken) throw new Error('nobody could take a task');
  // who has taken none hands none over, for whomever else there is one
  const idle = callers.find((one) => one.kind === 'staff' && one.name !== taken);
  if (!idle) throw new Error('only one works here');
  const answer = await knock(url, idle, { method: 'POST', path: '/api/work/handOver', body: {} });
  const nothing = answer.body.moved === 0 && answer.body.left === 0;
  findings.judge(
    `work.handOver × ${idle.name} × another’s`,
    nothing ? undefined : 'expected nothing',
    answer,
  );
}
