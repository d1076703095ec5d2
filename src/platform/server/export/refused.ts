import { words } from '../words.ts';

/** What stands against an export or an import, as a code with its words `export_refused_<code>` in both languages. */
export type ExportRefusedCode =
  | 'targetThere'
  | 'noPatient'
  | 'noSource'
  | 'notAnExport'
  | 'damaged'
  | 'formatUnknown'
  | 'onePatient'
  | 'newer'
  | 'older'
  | 'otherMigration'
  | 'otherTables'
  | 'clinicThere'
  | 'slugTaken'
  | 'slugWrong'
  | 'loginTaken'
  | 'rowRefused';

/** Nothing was changed. Its message is the English words. */
export class ExportRefused extends Error {
  readonly code: ExportRefusedCode;
  readonly params: Record<string, string | number>;

  constructor(code: ExportRefusedCode, params: Record<string, string | number> = {}, cause?: unknown) {
    super(words('en', `export_refused_${code}`, params), { cause });
    this.name = 'ExportRefused';
    this.code = code;
    this.params = params;
  }
}
