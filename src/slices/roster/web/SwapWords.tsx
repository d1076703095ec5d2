import { m } from '#messages';
import { useLocale } from '#platform/web/language.ts';
import type { Kind, Swap } from '../contract.ts';
import { dayWords, shiftWords } from './words.ts';

/** Who would give which shift to whom, and what she would get. */
export function SwapWords(props: { swap: Swap; kinds: readonly Kind[]; zone: string }) {
  const { swap, kinds, zone } = props;
  const locale = useLocale();
  const words = (shift: Swap['shift']) =>
    `${dayWords(shift.day, locale)}, ${shiftWords(shift, kinds, locale, zone)}`;
  return (
    <>
      <p>{m.roster_swap_gives({ from: swap.asker, to: swap.other, shift: words(swap.shift) })}</p>
      {swap.otherShift && (
        <p>{m.roster_swap_gives({ from: swap.other, to: swap.asker, shift: words(swap.otherShift) })}</p>
      )}
      {swap.note && <p className="ro-note">{swap.note}</p>}
    </>
  );
}
