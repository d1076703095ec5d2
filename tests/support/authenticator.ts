import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { z } from 'zod';

type Json = Record<string, z.core.util.JSONType>;

/** What a test bends: where the browser says it is, and what the authenticator claims. */
interface Bent {
  origin?: string;
  /** Site that the authenticator signs for. */
  site?: string;
  counter?: number;
  /** Whether it says that its owner unlocked it. */
  verified?: boolean;
  userHandle?: string;
}

/** An authenticator in software: one ES256 key pair, and a count that goes up with each signature (WebAuthn level 2). */
export class Authenticator {
  readonly id = randomBytes(16);
  counter = 0;
  userHandle = '';
  readonly #key: KeyObject;
  readonly #publicKey: Buffer;
  readonly #site: string;
  readonly #origin: string;

  constructor(site: { id: string; origin: string }) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.#key = privateKey;
    this.#site = site.id;
    this.#origin = site.origin;
    // COSE key of ES256: kty 2, alg -7, crv 1, x, y
    this.#publicKey = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ]);
  }

  /** Answer of `navigator.credentials.create`. */
  // biome-ignore lint/suspicious/noExplicitAny: options as the server sent them
  create(options: any, bent: Bent = {}): Json {
    this.userHandle = options.user.id;
    const length = Buffer.from([0, this.id.length]);
    const made = Buffer.concat([Buffer.alloc(16), length, this.id, this.#publicKey]);
    const data = Buffer.concat([this.#data(0x41, bent), made]);
    const head = Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex');
    const attestation = Buffer.concat([head, Buffer.from([0x58, data.length]), data]);
    return this.#answer({
      clientDataJSON: this.#clientData('webauthn.create', options.challenge, bent).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
    });
  }

  /** Answer of `navigator.credentials.get`. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  get(options: any, bent: Bent = {}): Json {
    this.counter += 1;
    const data = this.#data(0x01, bent);
    const clientData = this.#clientData('webauthn.get', options.challenge, bent);
    const hash = createHash('sha256').update(clientData).digest();
    return this.#answer({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', Buffer.concat([data, hash]), this.#key).toString('base64url'),
      userHandle: bent.userHandle ?? this.userHandle,
    });
  }

  #data(flags: number, { site = this.#site, counter = this.counter, verified = true }: Bent): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const hash = createHash('sha256').update(site).digest();
    return Buffer.concat([hash, Buffer.from([flags | (verified ? 0x04 : 0)]), count]);
  }

  #clientData(type: string, challenge: string, { origin = this.#origin }: Bent): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  #answer(response: Record<string, string>): Json {
    const id = this.id.toString('base64url');
    return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
  }
}
