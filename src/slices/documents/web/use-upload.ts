import { useState } from 'react';
import { m } from '#messages';
import { call } from '#platform/web/client/call.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { ProblemError } from '#platform/web/client/call.ts';
import { refreshSlice } from '#platform/web/client/queries.ts';
import { documents, type FileView } from '../contract.ts';

/** Takes files in, one after the other, and says of each that was not taken why; the others go on. */
export function useUpload() {
  const [going, setGoing] = useState<{ done: number; count: number }>();
  const [refused, setRefused] = useState<string[]>([]);
  const send = async (files: readonly File[], patientId?: string): Promise<FileView[]> => {
    setRefused([]);
    const taken: FileView[] = [];
    for (const [done, file] of files.entries()) {
      setGoing({ done: done + 1, count: files.length });
      try {
        const input = { fileName: file.name, data: await base64(file), ...(patientId && { patientId }) };
        taken.push((await call(documents, 'receiveFile', input, { key: crypto.randomUUID() })).file);
      } catch (problem) {
        const words = wordsOf(problem);
        setRefused((before) => [...before, m.documents_drop_refused({ name: file.name, words })]);
      }
    }
    setGoing(undefined);
    refreshSlice(documents.slice);
    return taken;
  };
  return { send, going, refused };
}

/** What is wrong with the file itself stands at its field. */
function wordsOf(problem: unknown): string {
  const field = problem instanceof ProblemError ? problem.fields[0]?.words : undefined;
  return field ?? problemWords(problem);
}

const pieceBytes = 8192;

async function base64(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += pieceBytes)
    text += String.fromCharCode(...bytes.subarray(at, at + pieceBytes));
  return btoa(text);
}
