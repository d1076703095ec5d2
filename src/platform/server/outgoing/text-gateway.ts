import { z } from 'zod';
import { type Outcome, patienceMs } from './outcome.ts';

/**
 * Somebody who sends SMS and WhatsApp messages for the clinic, behind one small HTTP interface
 * (`docs/text-gateway.md`), which a provider speaks itself or an adapter speaks for him.
 */
export interface TextGateway {
  /** `https://…`, or plain on this machine. */
  url: string;
  secret: string;
}

export interface TextMessage {
  /** Ours, the same at every attempt: the gateway sends a message of one id once. */
  id: string;
  channel: 'sms' | 'whatsapp';
  /** E.164. */
  to: string;
  text: string;
}

const answerShape = z.object({ reference: z.string().max(200).optional() });
/** Answers that say "not now"; every other 4xx says "never like this". */
const notNow = [408, 425, 429];
/** An answer is a few words; more is not read. */
const mostBytes = 64 * 1024;

/**
 * Hands one text to the gateway. Never throws for what the gateway or the network does. Nothing is `unclear`: the
 * `Idempotency-Key` makes another attempt harmless.
 */
export async function sendText(
  gateway: TextGateway,
  message: TextMessage,
  waitMs = patienceMs,
): Promise<Outcome> {
  try {
    const answer = await fetch(gateway.url, {
      method: 'POST',
      // a secret must not follow to another address
      redirect: 'manual',
      signal: AbortSignal.timeout(waitMs),
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${gateway.secret}`,
        'idempotency-key': message.id,
      },
      body: JSON.stringify(message),
    });
    return await outcomeOf(answer);
  } catch (error) {
    const slow = (error as Error).name === 'TimeoutError';
    return { kind: 'later', code: slow ? 'tooSlow' : 'unreachable' };
  }
}

async function outcomeOf(answer: Response): Promise<Outcome> {
  const { status } = answer;
  const detail = String(status);
  if (answer.ok) return { kind: 'accepted', ...(await referenceIn(answer)) };
  await answer.body?.cancel();
  if (status === 401 || status === 403) return { kind: 'refused', code: 'signIn', detail };
  if (status === 404 || status === 422) return { kind: 'refused', code: 'noSuchAddress', detail };
  if (status < 500 && !notNow.includes(status)) return { kind: 'refused', code: 'notAccepted', detail };
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return { kind: 'later', code: 'busy', detail, ...(seconds > 0 && { afterSeconds: seconds }) };
}

/** It was taken, whatever stands in the answer. */
async function referenceIn(answer: Response): Promise<{ reference?: string }> {
  const length = Number(answer.headers.get('content-length') ?? 0);
  if (length > mostBytes) return answer.body?.cancel().then(() => ({})) ?? {};
  try {
    const { reference } = answerShape.parse(JSON.parse((await answer.text()).slice(0, mostBytes)));
    return reference === undefined ? {} : { reference };
  } catch {
    return {};
  }
}

/** A clinic's secrets travel encrypted, or not beyond this machine. */
export function isSafeAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password, hash } = new URL(url);
  if (username || password || hash) return false;
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
  );
}
