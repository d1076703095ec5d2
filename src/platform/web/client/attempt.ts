/**
 * Makes a write safe to repeat. While a call is on its way, the same input gets the same promise (a double click is
 * one call). After a failure the same input keeps its idempotency key, so that a retry of a write whose answer was
 * lost happens once; a changed input is another attempt, because the server refuses a key with another body.
 */
export class Attempt<Input, Output> {
  private readonly send: (input: Input, key: string) => Promise<Output>;
  private readonly newKey: () => string;
  private key: string | undefined;
  private body: string | undefined;
  private onItsWay: Promise<Output> | undefined;

  constructor(
    send: (input: Input, key: string) => Promise<Output>,
    newKey = () => crypto.randomUUID() as string,
  ) {
    this.send = send;
    this.newKey = newKey;
  }

  run(input: Input): Promise<Output> {
    const body = JSON.stringify(input);
    if (this.onItsWay && body === this.body) return this.onItsWay;
    if (this.key === undefined || body !== this.body) this.key = this.newKey();
    this.body = body;
    const key = this.key;
    const sent = this.send(input, key).then((output) => {
      if (this.key === key) this.key = undefined;
      return output;
    });
    const settled = () => {
      if (this.onItsWay === sent) this.onItsWay = undefined;
    };
    this.onItsWay = sent;
    sent.then(settled, settled);
    return sent;
  }
}
