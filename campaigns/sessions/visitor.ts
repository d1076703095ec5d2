import { Secret, TOTP } from 'otpauth';
import { password } from './people.ts';

/** An answer as far as an attacker can see it. */
export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers of all verbs; each attack names what it looks at
  body: any;
}

/** What a visitor calls: two processes whose clocks go `aheadMs` milliseconds before this machine's. */
export interface Target {
  first: string;
  second: string;
  aheadMs: number;
}

interface How {
  headers?: Record<string, string>;
  /** Sends no cookie of its own but this text. */
  cookie?: string;
  /** At the second process. */
  second?: boolean;
  query?: string;
}

/** A browser, a stolen cookie or a program: whoever calls the server. Keeps cookies like a browser. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  secret = '';
  readonly #target: Target;

  constructor(target: Target) {
    this.#target = target;
  }

  get token(): string {
    return this.cookies.get('serambi_session') ?? '';
  }

  /** Calls a verb, `identity/signIn`. */
  call(verb: string, input: object = {}, how: How = {}): Promise<Answer> {
    return this.request('POST', `/api/${verb}`, how, JSON.stringify(input));
  }

  async request(method: string, route: string, how: How = {}, body?: string): Promise<Answer> {
    const answer = await this.raw(method, route, how, body);
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : undefined };
  }

  /** The response itself, its body unread. */
  async raw(method: string, route: string, how: How = {}, body?: string): Promise<Response> {
    const cookie = how.cookie ?? [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(
      `${how.second ? this.#target.second : this.#target.first}${route}${how.query ?? ''}`,
      {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(cookie && { cookie }),
          ...how.headers,
        },
        ...(body !== undefined && { body }),
      },
    );
    for (const one of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** Signs in by password and what is asked after it. */
  async enter(login: string, word = password): Promise<Answer> {
    const first = await this.call('identity/signIn', { login, password: word, tokenInAnswer: false });
    const { next, ticket } = first.body ?? {};
    if (next === 'enrol') {
      this.secret = (await this.call('identity/beginEnrolment', { ticket })).body.secret;
      return this.call('identity/confirmEnrolment', { ticket, code: this.code(), tokenInAnswer: false });
    }
    if (next === 'code')
      return this.call('identity/enterCode', { ticket, code: this.code(), tokenInAnswer: false });
    return first;
  }

  /** Sets an app up on the open session; answers with the recovery codes. */
  async enrol(): Promise<string[]> {
    this.secret = (await this.call('identity/beginTotp', { password })).body.secret;
    const done = await this.call('identity/confirmTotp', { code: this.code() });
    return done.body.recoveryCodes ?? [];
  }

  /** What her app shows now, or `steps` of thirty seconds later. */
  code(steps = 0, secret = this.secret): string {
    const timestamp = Date.now() + this.#target.aheadMs + steps * 30_000;
    return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
  }

  /** Status of a plain read by this token, or by one that was stolen. */
  async status(how: How & { stolen?: string } = {}): Promise<number> {
    const cookie = how.stolen === undefined ? how.cookie : `serambi_session=${how.stolen}`;
    return (await this.call('work/listMine', {}, { ...how, ...(cookie !== undefined && { cookie }) })).status;
  }
}
