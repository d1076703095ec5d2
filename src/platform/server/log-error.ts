/** Fields of a PostgreSQL error that name things of ours and hold no values. */
const safeFields = ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'routine', 'syscall'];

/**
 * What a log may say of an error. No word about a patient goes into it, so an error is told by what it is and where it
 * happened, never by its message: PostgreSQL, `JSON.parse` and many libraries quote the value that they did not like.
 * @returns name, code, places and, of a database error, the relation and constraint; the causes likewise
 */
export function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const known = error as unknown as Record<string, unknown>;
  const told = safeFields.filter((name) => typeof known[name] === 'string');
  return {
    name: error.constructor.name,
    ...Object.fromEntries(told.map((name) => [name, known[name]])),
    stack: framesOf(error),
    ...(error.cause !== undefined && { cause: errorForLog(error.cause) }),
  };
}

/** The stack begins with the message, over as many lines as it has. */
function framesOf({ stack = '', message }: Error): string {
  const at = message === '' ? -1 : stack.indexOf(message);
  const frames = at < 0 ? stack : stack.slice(at + message.length);
  return frames
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .join('\n');
}
