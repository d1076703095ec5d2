import type { MoneyJson } from '#platform/shared/money.ts';
import type { Payment } from '../contract.ts';
import { type Settled, settle } from '../shared/settle.ts';
import type { Method } from '../shared/words.ts';

/** What is typed at the till: an amount for each method that is used. */
export interface Entered {
  using: Method[];
  amounts: Partial<Record<Method, MoneyJson | null>>;
  reference: string;
}

export const nothingEntered: Entered = { using: ['cash'], amounts: {}, reference: '' };

/** As the server takes them; what is empty or zero is left out. */
export function paymentsOf(entered: Entered): Payment[] {
  return entered.using.flatMap((method): Payment[] => {
    const amount = entered.amounts[method];
    if (!amount || amount.minor === '0') return [];
    if (method === 'cash') return [{ method, tendered: amount }];
    if (method === 'deposit') return [{ method, amount }];
    return [{ method, amount, ...(entered.reference !== '' && { reference: entered.reference }) }];
  });
}

/** What would come of it, to show change and rest while typing. The server reckons again. */
export function foreseen(entered: Entered, owedMinor: bigint, stepMinor: bigint): Settled | 'moreThanOwed' {
  const offered = entered.using.map((method) => ({
    method,
    minor: BigInt(entered.amounts[method]?.minor ?? '0'),
  }));
  return settle(owedMinor, offered, stepMinor);
}
