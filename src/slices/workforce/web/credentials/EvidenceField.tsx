import { useRef, useState } from 'react';
import { m } from '#messages';
import { Button } from '#platform/web/ui/Button.tsx';
import type { Evidence } from '#slices/workforce/contract.ts';

const types = ['application/pdf', 'image/jpeg', 'image/png'] as const;

/** A certificate or a letter as a file; what it is the server judges by its content. */
export function EvidenceField(props: {
  value: Evidence | undefined;
  onChange: (value: Evidence | undefined) => void;
  error?: string | undefined;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState('');
  const take = async (file: File) => {
    const contentType = types.find((one) => one === file.type);
    setWrong(contentType ? '' : m.workforce_field_evidenceType());
    if (contentType) props.onChange({ fileName: file.name, contentType, data: await base64(file) });
  };
  const error = wrong || props.error;
  return (
    <div className="wf-evidence">
      <span className="wf-evidence-label">{m.workforce_credentials_evidence()}</span>
      <input
        ref={input}
        type="file"
        className="s-hidden"
        tabIndex={-1}
        accept={types.join(',')}
        aria-label={m.workforce_credentials_evidence()}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) void take(file);
        }}
      />
      <Button onClick={() => input.current?.click()}>{m.workforce_credentials_evidenceChoose()}</Button>
      <span className="s-hint" role="status">
        {props.value
          ? m.workforce_credentials_evidenceChosen({ name: props.value.fileName })
          : m.workforce_credentials_evidenceHint()}
      </span>
      {error && <p role="alert">{error}</p>}
    </div>
  );
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
