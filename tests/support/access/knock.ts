import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Caller } from './callers.ts';
import type { Ids } from './patient.ts';
import type { World } from './world.ts';

/** Whose ids a call carries. `clinic` and `absent` come in pairs that must answer alike. */
export interface Kind {
  name: string;
  of: 'own' | 'otherPatient' | 'mixed' | 'clinic' | 'absent';
  ids: Ids;
  /** The world's name of the id that is not her own, and of a pair the id itself. */
  idName?: string;
  varied?: string;
}

/** The kinds of calls that there are for an input with these ids in it. */
export function kindsOf(idNames: readonly string[], world: World, other: World): Kind[] {
  const { own, otherPatient } = world;
  const kinds: Kind[] = [];
  for (const name of idNames) {
    const foreign = other.own[name] ?? '';
    const absent = absentLike(foreign);
    const put = (id: string) => ({ ids: { ...own, [name]: id }, idName: name, varied: id });
    kinds.push({ name: `other clinic's ${name}`, of: 'clinic', ...put(foreign) });
    kinds.push({ name: `absent ${name}`, of: 'absent', ...put(absent) });
  }
  const hers = idNames.filter((name) => own[name] !== otherPatient[name]);
  const about = ['patientId', 'visitId'].find((one) => hers.includes(one));
  for (const name of hers.filter((one) => about !== undefined && one !== about)) {
    const ids = { ...own, [name]: otherPatient[name] ?? '' };
    kinds.push({ name: `own ${about} with other patient's ${name}`, of: 'mixed', ids, idName: name });
  }
  if (hers.length > 0) kinds.push({ name: 'other patient', of: 'otherPatient', ids: otherPatient });
  kinds.push({ name: 'own', of: 'own', ids: own });
  return kinds;
}

/** An id of the same form that nobody has. */
export function absentLike(id: string): string {
  return /^[0-9a-f]{8}-/.test(id) ? randomUUID() : id.replace(/(klinik-a|clinic-b)$/, 'nowhere-x');
}

export interface Answer {
  status: number;
  /** `slice.code` of a refusal, or the first issue's code on FHIR routes. */
  code: string | undefined;
  body: Record<string, unknown>;
  /** All that was answered, headers too; of a PDF also what a person reads on it. */
  text: string;
}

/** One request over HTTP. */
export async function knock(
  url: string,
  caller: Caller,
  request: { method: string; path: string; body?: unknown; headers?: Record<string, string> },
): Promise<Answer> {
  const answer = await fetch(`${url}${request.path}`, {
    method: request.method,
    headers: {
      ...(request.body !== undefined && { 'content-type': 'application/json' }),
      ...caller.headers,
      ...request.headers,
    },
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const type = answer.headers.get('content-type') ?? '';
  const body = /json/.test(type) && bytes.length > 0 ? JSON.parse(bytes.toString('utf8')) : {};
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`);
  const text = [
    ...headers,
    bytes.toString('utf8'),
    ...(type === 'application/pdf' ? [textOfPdf(bytes)] : []),
  ];
  return {
    status: answer.status,
    code: typeof body.code === 'string' ? body.code : undefined,
    body,
    text: text.join('\n'),
  };
}

/** What of an answer must not depend on whether an id is another clinic's or nobody's. */
export function faceOf(answer: Answer, varied: string | undefined, alsoBody: boolean): string {
  const { instance: _, ...said } = answer.body;
  const body = answer.status >= 400 || alsoBody ? JSON.stringify(said) : '';
  return `${answer.status} ${varied ? body.replaceAll(varied, '<id>') : body}`;
}

/** A word or an id of the other clinic in an answer, beside those that the caller sent herself. */
export function leakOf(answer: Answer, sent: string, other: World): string | undefined {
  // search rows and addresses fold what they hold to small letters
  if (answer.text.toLowerCase().includes(other.canary.toLowerCase())) return other.canary;
  const attached = inBase64(other.canary).find((letters) => answer.text.includes(letters));
  if (attached) return `${other.canary} in what is attached`;
  for (const id of other.allIds) if (answer.text.includes(id) && !sent.includes(id)) return id;
  return undefined;
}

/** How a word looks inside base64, wherever in it the word begins; the letters at its ends depend on its neighbours. */
function inBase64(word: string): string[] {
  return [0, 1, 2].map((before) => {
    const letters = Buffer.from(`${' '.repeat(before)}${word}`)
      .toString('base64')
      .replace(/=+$/, '');
    return letters.slice(before === 0 ? 0 : before + 1, -1);
  });
}

/** Ids of one patient that are not the other one's as well. */
export function idsAlone(hers: Ids, others: Ids): string[] {
  const shared = new Set(Object.values(others));
  return Object.values(hers).filter((id) => !shared.has(id));
}

/** What of the world's second patient stands in an answer about the other one: her own ids, or her name. */
export function leakOfPatient(
  answer: Answer,
  sent: string,
  { own, otherPatient }: World,
  of: 'own' | 'otherPatient',
): string | undefined {
  const theirs = of === 'own' ? idsAlone(otherPatient, own) : idsAlone(own, otherPatient);
  const name = of === 'own' ? 'Hutapea' : 'Wulandari';
  return [name, ...theirs].find((one) => answer.text.includes(one) && !sent.includes(one));
}

function textOfPdf(bytes: Buffer): string {
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' });
}
