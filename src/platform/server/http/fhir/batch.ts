import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '#platform/shared/errors.ts';
import type { Language } from '#platform/shared/languages.ts';
import type { Platform } from '#platform/server/platform.ts';
import { requestKey } from '../idempotency.ts';
import { isOutage } from '../outage.ts';
import { type Caller, runAct } from '../run-act.ts';
import { answerRoom, type EntryAnswer } from './bundle-answer.ts';
import { type Entry, inOrder, type SentBundle } from './bundle-entries.ts';
import { outcomeOf } from './errors.ts';
import { actOf, type Site } from './interaction.ts';
import { EntryRefusal } from './refusals.ts';

/**
 * Does each entry as an act of its own: by the right of its own type, in a transaction of its own, with its own rows
 * in the trail and its own outcome.
 */
export async function runBatch(
  platform: Platform,
  who: Caller,
  { entries }: SentBundle,
  site: Site,
  { request, language }: { request: FastifyRequest; language: Language },
): Promise<EntryAnswer[]> {
  const answers: EntryAnswer[] = [];
  const fits = answerRoom();
  const refused = (at: number, error: unknown) => {
    answers[at] = outcomeOf(error, language, request.id, platform.disk);
  };
  for (const [at, entry] of entries.entries()) if (entry instanceof EntryRefusal) refused(at, entry);
  const asked = entries.filter((entry): entry is Entry => !(entry instanceof EntryRefusal));
  for (const entry of inOrder(asked)) {
    const { interaction, ask, at } = entry;
    try {
      const key = keyOf(request, entry);
      const answer = await runAct(platform, who, { ...actOf(interaction, ask, site), ...key });
      answers[at] = { interaction, answer: fits(answer) };
    } catch (error) {
      // who waits for a database that is away must not wait once for every entry
      if (isOutage(error)) throw error;
      refused(at, error instanceof Refusal ? new EntryRefusal(`Bundle.entry[${at}]`, error) : error);
    }
  }
  return answers;
}

/** The request's key for one entry, so that a batch that is sent again does what is left of it. */
function keyOf(request: FastifyRequest, { interaction, at }: Entry) {
  const key = request.headers['idempotency-key'];
  if (interaction.effect !== 'write' || typeof key !== 'string') return {};
  const whole = requestKey(key, `fhir ${request.method} ${request.url}`, request.body);
  const own = createHash('sha256').update(`${key} ${at}`).digest('hex');
  return { request: { ...whole, key: own } };
}
