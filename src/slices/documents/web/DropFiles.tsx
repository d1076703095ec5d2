import { useRef, useState } from 'react';
import { m } from '#messages';
import { Button } from '#platform/web/ui/Button.tsx';
import { contentTypes, mostMegabytes } from '../shared/codes.ts';
import type { FileView } from '../contract.ts';
import { useOn } from '#platform/web/client/use-on.ts';
import { useUpload } from './use-upload.ts';

/** Where files are dropped, chosen, or photographed; what each one is the server judges by its content. */
export function DropFiles(props: {
  many?: boolean;
  patientId?: string;
  primary?: boolean;
  onTaken: (files: FileView[]) => void;
}) {
  const { many = false, patientId, onTaken } = props;
  const place = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { send, going, refused } = useUpload();
  const take = async (list: FileList | null) => {
    const files = [...(list ?? [])].slice(0, many ? undefined : 1);
    if (files.length === 0 || going) return;
    const taken = await send(files, patientId);
    // the same file, corrected, must be a change again
    if (input.current) input.current.value = '';
    if (taken.length > 0) onTaken(taken);
  };
  useOn(place, 'dragover', (event) => {
    event.preventDefault();
    setOver(true);
  });
  useOn(place, 'dragleave', () => setOver(false));
  useOn(place, 'drop', (event) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer?.files ?? null);
  });
  return (
    <div ref={place} className={over ? 'doc-drop doc-drop-over' : 'doc-drop'}>
      <input
        ref={input}
        type="file"
        className="s-hidden"
        tabIndex={-1}
        multiple={many}
        accept={contentTypes.join(',')}
        aria-label={many ? m.documents_drop_choose() : m.documents_drop_chooseOne()}
        onChange={(event) => void take(event.currentTarget.files)}
      />
      <Button
        tone={props.primary ? 'primary' : 'quiet'}
        pending={going !== undefined}
        onClick={() => input.current?.click()}
      >
        {many ? m.documents_drop_choose() : m.documents_drop_chooseOne()}
      </Button>
      <span className="doc-soft" role="status">
        {going ? m.documents_drop_sending(going) : m.documents_drop_hint({ megabytes: mostMegabytes })}
      </span>
      {refused.length > 0 && (
        <div className="doc-refused" role="alert">
          <ul>
            {refused.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
