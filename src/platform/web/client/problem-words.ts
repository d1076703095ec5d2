import { m } from '#messages';
import { ProblemError } from './call.ts';

/**
 * The one place that turns a problem into words: what happened, what is kept, what to do. The server has put most
 * refusals into the user's language already; those that the server cannot know of are worded here.
 */
export function problemWords(problem: unknown): string {
  if (!(problem instanceof ProblemError)) return m.web_problem_unexpected();
  if (problem.code === 'offline') return m.web_problem_offline();
  if (problem.code === 'platform.notSignedIn') return m.web_problem_notSignedIn();
  if (problem.code === 'platform.locked') return m.web_problem_locked();
  // the server may not know who asks, and so not her language, when its database is away for want of room
  if (problem.code === 'platform.diskFull') return m.web_problem_diskFull();
  if (problem.status === 503) return m.web_problem_unavailable();
  if (problem.status >= 500) {
    return problem.instance
      ? m.web_problem_unexpectedNamed({ number: problem.instance })
      : m.web_problem_unexpected();
  }
  return problem.detail || m.web_problem_unexpected();
}

/** Whether the same act may simply be tried again: the line or the server was away. */
export function mayTryAgain(problem: unknown): boolean {
  return problem instanceof ProblemError && (problem.code === 'offline' || problem.status === 503);
}
