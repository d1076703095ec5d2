export type RefusedBecause = 'demo' | 'portTaken' | 'certificate' | 'openNetwork';

/** The network cannot be served as asked; the message says what to do. */
export class NetworkRefused extends Error {
  override readonly name = 'NetworkRefused';
  readonly because: RefusedBecause;
  constructor(message: string, because: RefusedBecause = 'certificate') {
    super(message);
    this.because = because;
  }
}
