import pg from 'pg';

/** What `pg` sends a query by; its types do not name it. */
interface Wire {
  parse(message: { text: string; name: string; types: never[] }): void;
  bind(message: { portal: string; statement: string; values: never[] }): void;
  execute(message: { portal: string; rows: number }): void;
}

type Done = (error: Error | null, result: unknown) => void;

/** A query of `pg` as far as it is one of the protocol. */
const Query = pg.Query as unknown as new (
  text: string,
  values: unknown[] | undefined,
  done: Done,
) => { prepare(wire: Wire): void; handleCommandComplete(message: unknown, wire: unknown): void };

interface Given {
  text: string;
  values?: unknown[];
  name?: string;
}

const divide = ';\n';

/** The text of a statement that is sent as one with what begins its transaction. */
export function beginningText(begin: string, first: string): string {
  return `${begin}${divide}${first}`;
}

export function isBeginning(text: string): boolean {
  return text.startsWith('BEGIN') && text.includes(divide);
}

/**
 * BEGIN and the first statement of a transaction as one query: the database answers both together, and reads the
 * parameters of the second as ever. Before them the end of the transaction before, where it is still owed.
 */
export class Beginning extends Query {
  readonly #before: string[];
  #answered = 0;
  constructor({ text, values, name }: Given, owesEnd: boolean, done: Done) {
    const [begin = '', first = ''] = text.split(divide);
    // of an object `pg` would make a copy
    super(first, values, done);
    Object.assign(this, { name, queryMode: 'extended' });
    this.#before = [...(owesEnd ? ['COMMIT'] : []), begin];
  }

  override prepare(wire: Wire): void {
    for (const text of this.#before) {
      wire.parse({ text, name: '', types: [] });
      wire.bind({ portal: '', statement: '', values: [] });
      wire.execute({ portal: '', rows: 0 });
    }
    super.prepare(wire);
  }

  override handleCommandComplete(message: unknown, wire: unknown): void {
    this.#answered += 1;
    if (this.#answered > this.#before.length) super.handleCommandComplete(message, wire);
  }
}
