import { words } from '../words.ts';

/** What stands against a backup or a restore, as a code with its words `backup_fault_<code>` in both languages. */
export type FaultCode =
  | 'damaged'
  | 'otherKey'
  | 'missing'
  | 'wrongKey'
  | 'keyLength'
  | 'keyMistyped'
  | 'placeAway'
  | 'placeForeign'
  | 'placeUnwritable'
  | 'otherContent'
  | 'noBackup'
  | 'noBase'
  | 'hole'
  | 'tooEarly'
  | 'tooLate'
  | 'running'
  | 'noRoom'
  | 'otherMajor'
  | 'recoveryFailed'
  | 'notEqual'
  | 'auditFaults'
  | 'noMigrations'
  | 'notArchiving'
  | 'interrupted'
  | 'diskFull'
  | 'failed'
  | 'notKept'
  | 'beforeMigration'
  | 'timeUnclear'
  | 'zonesDiffer';

/** Base of all that goes wrong here; its message is the English words. */
export class BackupFault extends Error {
  readonly code: FaultCode;
  readonly params: Record<string, string | number>;

  constructor(code: FaultCode, params: Record<string, string | number> = {}, cause?: unknown) {
    super(words('en', `backup_fault_${code}`, params), { cause });
    this.name = 'BackupFault';
    this.code = code;
    this.params = params;
  }
}
