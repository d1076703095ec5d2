import { type ReactNode, useState } from 'react';
import { m } from '#messages';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { type Consultation, type Favourite, type OrderDetail, orders } from '../contract.ts';
import { describeOrder } from '../shared/describe.ts';
import { favouritesFor, medicineFrom, orderFrom } from '../shared/type-order.ts';
import { FollowUpForm } from './FollowUpForm.tsx';
import { SearchBox, type SearchChoice } from './SearchBox.tsx';
import { usePlace } from './use-place.ts';
import { kindWords, wordOf } from './words.ts';

type Shown = 'medicine' | 'test' | 'procedure' | 'referral' | 'followUp';
const shownKinds: readonly Shown[] = ['medicine', 'test', 'procedure', 'referral', 'followUp'];

/** Ordering as one speaks: type a line, or touch a favourite. What stands already (`children`) lies between. */
export function OrderEntry({ view, children }: { view: Consultation; children: ReactNode }) {
  const read = useRead(orders, 'favourites', {});
  const entry = usePlace(view.visitId);
  const [text, setText] = useState('');
  const [kind, setKind] = useState<Shown>('medicine');
  const [referral, setReferral] = useState<Favourite>();
  const favourites = read.data?.favourites ?? [];
  const free = medicineFrom(text);
  const order = (detail: OrderDetail) => {
    void entry.place(detail).then(
      () => setText(''),
      () => undefined,
    );
  };
  const take = (favourite: Favourite) => {
    if (favourite.detail.kind === 'referral') return setReferral(favourite);
    return order(orderFrom(text, favourite));
  };
  const choose = (id: string) => {
    if (id === 'free' && free) return order(free);
    const favourite = favourites.find((one) => one.favouriteId === id);
    return favourite && take(favourite);
  };
  return (
    <>
      <SearchBox
        label={m.orders_quickAdd()}
        placeholder={m.orders_quickPlaceholder()}
        text={text}
        onText={(next) => {
          entry.reset();
          setText(next);
        }}
        choices={text.trim() === '' ? [] : choicesOf(text, favourites, free)}
        onChoose={choose}
      />
      <Problem problem={entry.problem} keepFocus />
      {children}
      <FieldChips
        label={m.orders_favourites()}
        options={shownKinds.map((value) => ({ value, label: kindWords(value) }))}
        value={kind}
        onChange={(value) => setKind(value as Shown)}
      />
      {kind === 'followUp' ? (
        <FollowUpForm onOrder={order} pending={entry.pending} />
      ) : (
        <FavouriteChips
          favourites={favourites.filter((one) => one.active && one.kind === kind)}
          onTake={take}
        />
      )}
      <ReasonDialog
        maxLength={300}
        asked={
          entry.warned && {
            title: `${m.orders_allergyTitle()}: ${entry.warned.allergies}`,
            text: m.orders_error_allergyWarning(entry.warned),
            label: m.orders_allergyOverride(),
            act: m.orders_allergyGoOn(),
            danger: true,
          }
        }
        pending={entry.pending}
        problem={entry.problem}
        onSay={entry.override}
        onClose={entry.dismiss}
      />
      <ReasonDialog
        maxLength={300}
        asked={
          referral && {
            title: wordOf('line_referral', { to: referral.label }),
            label: m.orders_referQuestion(),
            act: m.orders_order(),
          }
        }
        pending={entry.pending}
        problem={entry.problem}
        onSay={async (question) => {
          if (referral?.detail.kind === 'referral') await entry.place({ ...referral.detail, question });
          setText('');
        }}
        onClose={() => setReferral(undefined)}
      />
    </>
  );
}

function choicesOf(
  text: string,
  favourites: readonly Favourite[],
  free: OrderDetail | undefined,
): SearchChoice[] {
  const found = favouritesFor(text, favourites).slice(0, 7);
  const choices = found.map((one) => ({ id: one.favouriteId, ...lineOf(one, orderFrom(text, one)) }));
  if (!free || found.length > 0) return choices;
  return [{ id: 'free', label: describe(free), detail: m.orders_quickFree() }];
}

function lineOf(favourite: Favourite, detail: OrderDetail) {
  if (detail.kind === 'medicine') return { label: describe(detail), detail: `#${detail.medicine.quantity}` };
  return { label: favourite.label, detail: kindWords(favourite.kind) };
}

function describe(detail: OrderDetail): string {
  return describeOrder(detail, undefined, wordOf, (day) => day);
}

/** As many as one looks over at a glance; the others are found by typing sooner than by looking. */
const chipsShown = 9;

function FavouriteChips(props: { favourites: readonly Favourite[]; onTake: (one: Favourite) => void }) {
  const chips = (some: readonly Favourite[]) => (
    <div className="o-favourites">
      {some.map((one) => (
        <button key={one.favouriteId} type="button" className="s-chip" onClick={() => props.onTake(one)}>
          {one.label}
        </button>
      ))}
    </div>
  );
  const rest = props.favourites.slice(chipsShown);
  return (
    <>
      {chips(props.favourites.slice(0, chipsShown))}
      {rest.length > 0 && <More>{chips(rest)}</More>}
    </>
  );
}
