import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { roster, type Shift } from '../contract.ts';
import type { Cell, Week } from './WeekGrid.tsx';
import { takeOut } from './take-out.ts';
import { dayWords, kindLabel, kindTimes, shiftWords } from './words.ts';

/** One person's day: enter a shift, make it another, give it to somebody else, or take it out. */
export function ShiftDialog(props: { cell: Cell; week: Week; kind?: string; onClose: () => void }) {
  const { cell } = props;
  const locale = useLocale();
  const who = cell.person?.name ?? m.roster_free();
  return (
    <Dialog
      title={m.roster_shift_title({ who, day: dayWords(cell.day, locale, 'long') })}
      open
      onClose={props.onClose}
    >
      <ShiftForm {...props} />
    </Dialog>
  );
}

function ShiftForm({ cell, week, kind: given, onClose }: Parameters<typeof ShiftDialog>[0]) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const assign = useAct(roster, 'assign');
  const change = useAct(roster, 'changeShift');
  const remove = useAct(roster, 'removeShift');
  const [shift, setShift] = useState<Shift | undefined>(given ? undefined : cell.shifts[0]);
  const kinds = week.kinds.filter((one) => one.active || one.code === shift?.kind);
  const [kind, setKind] = useState(given ?? shift?.kind ?? kinds[0]?.code ?? '');
  const people = week.people.filter((one) => one.here);
  const [staffId, setStaffId] = useState(cell.person?.staffId ?? '');
  const [reason, setReason] = useState('');
  const problem = assign.problem ?? change.problem ?? remove.problem;
  const pending = assign.pending || change.pending || remove.pending;
  const done = (act: Promise<unknown>) => void act.then(onClose, () => undefined);
  const save = () => {
    if (staffId === '') return;
    const to = { staffId, kind, reason };
    done(shift ? change.run({ shiftId: shift.shiftId, ...to }) : assign.run({ day: cell.day, ...to }));
  };
  const label = shift ? m.roster_shift_change() : m.roster_shift_enter();
  useKeys({ 'ctrl+enter': { label, run: save } });
  // a reason has the focus where one is asked for; else the kind, which arrows change
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!week.published) form.current?.querySelector<HTMLInputElement>('input:checked')?.focus();
  }, [week.published]);
  const choose = (one: Shift | undefined) => {
    setShift(one);
    if (one) setKind(one.kind);
  };
  return (
    <form
      className="s-form"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {cell.shifts.length > (cell.person ? 0 : 1) && (
        <FieldChips
          label={m.roster_shift_which()}
          value={shift?.shiftId ?? 'new'}
          onChange={(id) => choose(cell.shifts.find((one) => one.shiftId === id))}
          options={[
            ...cell.shifts.map((one) => ({
              value: one.shiftId,
              label: shiftWords(one, week.kinds, locale, zone),
            })),
            ...(cell.person ? [{ value: 'new', label: m.roster_shift_another() }] : []),
          ]}
        />
      )}
      <FieldChips
        label={m.roster_shift_kind()}
        value={kind}
        onChange={setKind}
        options={kinds.map((one) => ({
          value: one.code,
          label: `${kindLabel(one.code, week.kinds, locale)} ${kindTimes(one, locale)}`,
        }))}
      />
      <FieldSelect
        label={m.roster_shift_person()}
        value={staffId}
        onChange={setStaffId}
        options={people.map((one) => ({ value: one.staffId, label: one.name }))}
        required
      />
      {week.published && (
        <FieldText
          label={m.roster_shift_reason()}
          hint={m.roster_shift_reasonHint()}
          value={reason}
          onChange={setReason}
          error={problem?.fields.find((one) => one.path === 'reason')?.words}
          maxLength={300}
          required
          autoFocus
        />
      )}
      <Problem problem={problem} />
      <div className="s-dialog-acts">
        {shift && (
          <Button
            tone="danger"
            pending={remove.pending}
            onClick={() => done(takeOut(remove.run, assign.run, shift, reason))}
          >
            {m.roster_shift_remove()}
          </Button>
        )}
        <Button onClick={onClose}>{m.web_cancel()}</Button>
        <Button type="submit" tone="primary" pending={pending} disabled={staffId === ''} keys="Ctrl ↵">
          {label}
        </Button>
      </div>
    </form>
  );
}
