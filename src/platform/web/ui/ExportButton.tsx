import { IconTableExport } from '@tabler/icons-react';
import { m } from '#messages';
import { Button } from './Button.tsx';
import { saveFile } from './save-file.ts';

/** Saves a table that the server made as a file for a spreadsheet. */
export function ExportButton(props: {
  /** Asks for the file; what goes wrong is shown by whoever asks. */
  make: () => Promise<{ fileName: string; csv: string }>;
  pending: boolean;
  /** Names what is in it, where that is not what the screen shows. */
  label?: string;
}) {
  const run = () => void props.make().then(save, () => undefined);
  return (
    <Button icon={<IconTableExport size={18} aria-hidden />} onClick={run} pending={props.pending}>
      {props.label ?? m.web_export()}
    </Button>
  );
}

function save({ fileName, csv }: { fileName: string; csv: string }): void {
  saveFile(fileName, csv, 'text/csv;charset=utf-8');
}
