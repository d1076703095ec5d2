/** The token of an invitation or reset link. It stands behind `#`, which no server ever sees. */
export function linkToken(): string {
  const isLink = /^\/(invitation|reset)\/?$/.test(location.pathname);
  return isLink ? location.hash.slice(1) : '';
}
