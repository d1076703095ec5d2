import type { FastifyRequest } from 'fastify';
import type { Language } from '#platform/shared/languages.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { Caller } from '../run-act.ts';
import { preferred } from './answer.ts';
import { runBatch } from './batch.ts';
import { bundleAnswer, type EntryAnswer } from './bundle-answer.ts';
import { type Entry, readBundle } from './bundle-entries.ts';
import { runKeyed, type Site } from './interaction.ts';
import { transactionAct } from './transaction.ts';

/** Does what a Bundle asks for that was sent to the base address, and gives the Bundle that answers it. */
export async function answerBundle(
  platform: Platform,
  who: Caller,
  request: FastifyRequest,
  site: Site,
  language: Language,
): Promise<string> {
  const bundle = readBundle(String(request.body ?? ''), site.baseUrl, language);
  const shown = { baseUrl: site.baseUrl, wanted: preferred(request.headers.prefer), language };
  if (bundle.kind === 'batch') {
    return bundleAnswer('batch', await runBatch(platform, who, bundle, site, { request, language }), shown);
  }
  const answers = await runKeyed(platform, who, transactionAct(bundle, site), request);
  const entries = bundle.entries.map((entry, at): EntryAnswer => {
    const { interaction } = entry as Entry;
    return { interaction, answer: answers[at] ?? { status: 200 } };
  });
  return bundleAnswer('transaction', entries, shown);
}
