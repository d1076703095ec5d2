import { m } from '#messages';
import { ProblemError } from '#platform/web/client/call.ts';

/** What the desk cannot do without a connection, as a problem with its reason. */
export function problemOfImpossible(): ProblemError {
  return new ProblemError({
    code: 'frontDesk.offline',
    status: 409,
    detail: m.frontDesk_offline_impossible(),
  });
}
