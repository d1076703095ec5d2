import type { Clinic } from '../actor.ts';
import { words } from '../words.ts';
import { formatVersion, type Manifest } from './manifest.ts';
import { leftOut } from './left-out.ts';

/** The text that lies beside the files: what each of them is, and what is in none; in both languages. */
export function describeExport(manifest: Manifest, clinic: Clinic): string {
  const languages = clinic.language === 'id' ? (['id', 'en'] as const) : (['en', 'id'] as const);
  const parts = languages.map((language) => {
    const tell = (part: string, params?: Record<string, string | number>) =>
      words(language, `export_readme_${part}`, params);
    const { patientId, product, madeAt } = manifest;
    const places = ['tables', 'values', 'order', 'resources', 'history', 'audit', 'manifest'];
    return [
      `# ${tell(patientId === null ? 'title' : 'titleOfPatient', { clinic: clinic.name })}`,
      tell('made', { version: product, time: madeAt, format: formatVersion }),
      patientId === null ? tell('wholeClinic') : tell('onePatient', { id: patientId }),
      tell('care'),
      `## ${tell('files')}`,
      places.map((part) => `- ${tell(part)}`).join('\n'),
      `## ${tell('without')}`,
      ...(patientId === null ? [] : [tell('withoutOthers')]),
      leftOut.map((table) => `- \`${table}\`: ${words(language, `export_without_${table}`)}`).join('\n'),
    ].join('\n\n');
  });
  return `${parts.join('\n\n---\n\n')}\n`;
}
