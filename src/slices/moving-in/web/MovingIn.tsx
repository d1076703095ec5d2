import { useRef, useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { useGo } from '#platform/web/router/link.tsx';
import type { OutputOf } from '#platform/shared/contract.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { type Kind, kinds, movingIn } from '../contract.ts';
import { sendFile } from './send-file.ts';
import { kindWords, stateWords } from './words.ts';
import './moving-in.css';

type Import = OutputOf<typeof movingIn, 'imports'>['imports'][number];

/** Files of other systems: choosing one, and those of before. */
export default function MovingIn() {
  const read = useRead(movingIn, 'imports', {}, { refreshOn: ['movingIn.'] });
  return (
    <Page title={m.movingIn_title()}>
      <ChooseFile />
      <Panel title={m.movingIn_before()}>
        <ReadView read={read}>{({ imports }) => <Imports imports={imports} />}</ReadView>
      </Panel>
    </Page>
  );
}

function ChooseFile() {
  const go = useGo();
  const [kind, setKind] = useState<Kind>('patients');
  const [sent, setSent] = useState<number>();
  const [problem, setProblem] = useState<unknown>();
  const input = useRef<HTMLInputElement>(null);
  const send = async (file: File) => {
    setProblem(undefined);
    setSent(0);
    try {
      go(`/clinic/moving-in/${await sendFile(kind, file, setSent)}`);
    } catch (error) {
      setProblem(error);
      // the same file, corrected, must be a change again
      if (input.current) input.current.value = '';
    }
    setSent(undefined);
  };
  const choose = () => input.current?.click();
  return (
    <Panel title={m.movingIn_start()}>
      <div className="mi-choose">
        <FieldChips
          label={m.movingIn_what()}
          value={kind}
          onChange={(value) => setKind(kinds.find((one) => one === value) ?? kind)}
          options={kinds.map((value) => ({ value, label: kindWords[value]() }))}
        />
        <input
          ref={input}
          type="file"
          className="s-hidden"
          tabIndex={-1}
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
          aria-label={m.movingIn_choose()}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void send(file);
          }}
        />
        <Button tone="primary" onClick={choose} pending={sent !== undefined}>
          {m.movingIn_choose()}
        </Button>
        <p className="s-hint" role="status">
          {sent === undefined && m.movingIn_chooseHint()}
          {sent !== undefined && sent < 1 && m.movingIn_sending({ percent: Math.floor(sent * 100) })}
          {sent === 1 && m.movingIn_reading()}
        </p>
        <Problem problem={problem} />
      </div>
    </Panel>
  );
}

function Imports(props: { imports: Import[] }) {
  const go = useGo();
  const open = (one: Import) => go(`/clinic/moving-in/${one.importId}`);
  const over = (one: Import) => one.state === 'done' || one.state === 'takenBack';
  return (
    <DataTable
      label={m.movingIn_before()}
      rows={props.imports}
      rowKey={(one) => one.importId}
      open={open}
      act={(one) => ({ label: over(one) ? m.movingIn_look() : m.movingIn_goOn(), run: () => open(one) })}
      columns={[
        {
          id: 'file',
          header: m.movingIn_file(),
          cell: (one) => <strong className="mi-file">{one.fileName}</strong>,
        },
        { id: 'kind', header: m.movingIn_kind(), cell: (one) => kindWords[one.kind]() },
        {
          id: 'rows',
          header: m.movingIn_rowCount(),
          cell: (one) => one.rows,
          figures: true,
          align: 'end',
          width: '6rem',
        },
        { id: 'state', header: m.movingIn_state(), cell: (one) => stateWords[one.state]() },
        {
          id: 'when',
          header: m.movingIn_opened(),
          cell: (one) => <When at={one.openedAt} />,
          hideOn: 'phone',
        },
        { id: 'who', header: m.movingIn_by(), cell: (one) => one.openedBy, hideOn: 'tablet' },
      ]}
      empty={<EmptyState title={m.movingIn_empty()} text={m.movingIn_emptyText()} />}
    />
  );
}
