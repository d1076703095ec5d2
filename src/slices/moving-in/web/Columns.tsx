import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Column, dateOrders, movingIn, type Overview } from '../contract.ts';

type Placed = Column & { at: number };
type Said = Pick<Column, 'field' | 'order'>;

/** What each column is taken for, with what it says; what is not taken in is named. */
export function Columns({ one }: { one: Overview }) {
  const map = useAct(movingIn, 'mapColumns');
  const { importId, columns } = one;
  const change = (at: number, said: Said) => {
    const all = columns.map(({ field, order }): Said => ({ field, order })).with(at, said);
    void map.run({ importId, columns: all }).catch(() => undefined);
  };
  const left = columns.filter(({ field }) => !field).map(({ heading }) => heading || '–');
  return (
    <Panel title={m.movingIn_columns()} {...(one.needs.length > 0 && { tone: 'blue' as const })}>
      {one.needs.length > 0 && (
        <ul className="mi-needs">
          {one.needs.map((need) => (
            <li key={need.words}>{need.words}</li>
          ))}
        </ul>
      )}
      <Problem problem={map.problem} />
      <DataTable
        label={m.movingIn_columns()}
        rows={columns.map((column, at): Placed => ({ ...column, at }))}
        rowKey={({ at }) => String(at)}
        tone={({ orderAsked, order }) => (orderAsked && !order ? 'blue' : undefined)}
        columns={[
          {
            id: 'heading',
            header: m.movingIn_column(),
            cell: (column) => <strong>{column.heading || '–'}</strong>,
          },
          {
            id: 'samples',
            header: m.movingIn_samples(),
            cell: (column) => (
              <span className="mi-samples">
                {column.samples.join(' · ')}
                <span className="mi-filled">
                  {m.movingIn_filledOf({ filled: column.filled, rows: one.rows })}
                </span>
              </span>
            ),
          },
          {
            id: 'field',
            header: m.movingIn_takenFor(),
            cell: (column) => <TakenFor column={column} one={one} onChange={change} />,
          },
        ]}
        empty={null}
      />
      {left.length > 0 && <p className="mi-left">{m.movingIn_notTakenList({ columns: left.join(', ') })}</p>}
      <Keeping one={one} />
    </Panel>
  );
}

function TakenFor(props: { column: Placed; one: Overview; onChange: (at: number, said: Said) => void }) {
  const { column, one } = props;
  const { at, field, order } = column;
  const hidden = (words: string) => <span className="s-hidden">{words}</span>;
  const orderWords = { dmy: m.movingIn_order_dmy(), mdy: m.movingIn_order_mdy() };
  return (
    <div className="mi-taken">
      <FieldSelect
        label={hidden(`${m.movingIn_takenFor()}: ${column.heading}`)}
        value={field ?? ''}
        onChange={(value) => props.onChange(at, { field: value || undefined, order })}
        options={one.fields.map(({ key, label }) => ({ value: key, label }))}
        placeholder={m.movingIn_notTaken()}
        clearable
      />
      {column.orderAsked && (
        <FieldSelect
          label={hidden(m.movingIn_order({ column: column.heading }))}
          value={order ?? ''}
          onChange={(value) =>
            props.onChange(at, { field, order: dateOrders.find((each) => each === value) })
          }
          options={dateOrders.map((value) => ({ value, label: orderWords[value] }))}
          placeholder={m.movingIn_order({ column: column.heading })}
        />
      )}
    </div>
  );
}

/** A way of understanding columns that was kept, and keeping this one. */
function Keeping({ one }: { one: Overview }) {
  const [name, setName] = useState('');
  const map = useAct(movingIn, 'mapColumns');
  const { importId } = one;
  const keep = async () => {
    await map.run({ importId, saveAs: name });
    tell(m.movingIn_kept({ name }));
    setName('');
  };
  const quietly = (act: Promise<unknown>) => void act.catch(() => undefined);
  return (
    <div className="mi-keep">
      {one.mappings.length > 0 && (
        <FieldSelect
          label={m.movingIn_useKept()}
          value=""
          onChange={(use) => use && quietly(map.run({ importId, use }))}
          options={one.mappings.map((each) => ({ value: each, label: each }))}
        />
      )}
      <FieldText label={m.movingIn_keepAs()} value={name} onChange={setName} maxLength={80} />
      <Button onClick={() => quietly(keep())} pending={map.pending} disabled={name.trim() === ''}>
        {m.movingIn_keep()}
      </Button>
      <Problem problem={map.problem} />
    </div>
  );
}
