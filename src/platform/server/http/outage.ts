/** The database is away or stopping: SQLSTATE classes 08, 28, 53 and 57, or the socket itself. */
export function isOutage(error: unknown): boolean {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (typeof code === 'string') return /^(08|28|53|57)|^E(CONN|PIPE|NOENT|NOSPC|DQUOT)/.test(code);
  return (
    error instanceof Error &&
    /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(error.message)
  );
}
