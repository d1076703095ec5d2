import { IconTableExport } from '@tabler/icons-react';
import { m } from '#messages';
import { Button } from './Button.tsx';

/** Saves a table that the server made as a file for a spreadsheet. */
export function ExportButton(props: {
  /** Asks for the file; what goes wrong is shown by whoever asks. */
  make: () => Promise<{ fileName: string; csv: string }>;
  pending: boolean;
  /** Names what is in it, where that is not what the screen shows. */
  label?: string;
}) {
  const run = () => void props.make().then(saveFile, () => undefined);
  return (
    <Button icon={<IconTableExport size={18} aria-hidden />} onClick={run} pending={props.pending}>
      {props.label ?? m.web_export()}
    </Button>
  );
}

function saveFile({ fileName, csv }: { fileName: string; csv: string }): void {
  const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // the browser has begun to read it by then; kept longer, it would hold the whole table in memory
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
