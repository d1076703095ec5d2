import { pino } from 'pino';
import { moreRoutes } from '#app/more-routes.ts';
import { type AppOptions, openApp } from '#platform/server/http/app.ts';
import { createStaff, createToken } from '#platform/server/identity/accounts.ts';
import { openRelay } from '#platform/server/push/relay.ts';
import type { TestClinic } from './clinic.ts';

export const testPassword = 'a long enough password';

/** A test clinic behind real HTTP on a free port of loopback. */
export interface TestHttp {
  url: string;
  /** Bearer token of a new person with this role; she can also sign in as `<login>` with `testPassword`. */
  person(
    role: string,
    options?: { pin?: string },
  ): Promise<{ token: string; login: string; staffId: string }>;
  client(scopes: string[]): Promise<string>;
  close(): Promise<void>;
}

/** Opens the HTTP side of a test clinic. Call it in `beforeAll`, and `close` before the clinic's own. */
export async function openTestHttp(
  clinic: TestClinic,
  options: Partial<Pick<AppOptions, 'webFolder' | 'onRoute' | 'secure' | 'trustProxy'>> = {},
): Promise<TestHttp> {
  const log = pino({ level: 'silent' });
  const relay = await openRelay(clinic.platform.database, log);
  clinic.platform.eventsLeft = relay.eventsLeft;
  const app = await openApp(clinic.platform, relay, {
    secure: false,
    more: moreRoutes(clinic.platform),
    ...options,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  let people = 0;
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    async person(role, { pin } = {}) {
      people += 1;
      const login = `${role.toLowerCase()}${people}@${clinic.clinic.slug}.http`;
      const { staffId } = await createStaff(clinic.platform, {
        clinicSlug: clinic.clinic.slug,
        login,
        name: `${role} ${people}`,
        language: clinic.clinic.language,
        roles: [role],
        practitionerId: `practitioner-${role}-${people}`,
        password: testPassword,
        ...(pin && { pin }),
      });
      const { token } = await createToken(clinic.platform, { login });
      return { token, login, staffId };
    },
    async client(scopes) {
      const { token } = await createToken(clinic.platform, {
        clientName: 'Other system',
        clinicSlug: clinic.clinic.slug,
        scopes,
      });
      return token;
    },
    async close() {
      await app.close();
      await relay.close();
    },
  };
}

/** POST of JSON as a program does it: bearer token, no Origin. */
export async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : {} };
}

/** Authorization header of a bearer token. */
export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
