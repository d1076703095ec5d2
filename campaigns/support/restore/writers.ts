import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '#platform/shared/errors.ts';
import { records } from '#slices/records/contract.ts';
import { work } from '#platform/shared/work-contract.ts';
import type { TestClinic } from '#testing/clinic.ts';
import { pick } from '../dice.ts';

/** One write that was acknowledged. */
export interface Written {
  patientId: string;
  begunMs: number;
  acknowledgedMs: number;
}

const given = [
  'Ani',
  'Bimo',
  'Citra',
  'Dodi',
  'Endang',
  'Farid',
  'Gita',
  'Hadi',
  'Intan',
  'Jaya',
  'Kiki',
  'Lina',
];

/** People at several desks who write by verbs until they are told to stop, and stand still while they are asked to. */
export class Writers {
  readonly written: Written[] = [];
  private readonly clinic: TestClinic;
  private readonly random: () => number;
  private stopped = false;
  private still: Promise<void> | undefined;
  private underWay = 0;
  private loops: Promise<void>[] = [];

  constructor(clinic: TestClinic, random: () => number) {
    this.clinic = clinic;
    this.random = random;
  }

  /** @param pauseMs longest pause between two writes of a desk */
  start(desks: number, pauseMs: number): void {
    this.stopped = false;
    this.loops = Array.from({ length: desks }, async () => {
      while (!this.stopped) {
        await this.still;
        await this.write();
        await sleep(this.random() * pauseMs);
      }
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.loops);
  }

  /** Runs something while nobody writes and all that was begun has been answered. */
  async inSilence<T>(body: () => Promise<T>): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.still = promise;
    while (this.underWay > 0) await sleep(2);
    try {
      return await body();
    } finally {
      this.still = undefined;
      resolve();
    }
  }

  async write(): Promise<void> {
    const { random, clinic } = this;
    this.underWay += 1;
    try {
      const begunMs = Date.now();
      const form = {
        name: `${pick(given, random)} ${pick(given, random)} ${Math.floor(random() * 1e6).toString(36)}`,
        birthDate: `${1930 + Math.floor(random() * 90)}-0${1 + Math.floor(random() * 9)}-11`,
        sex: pick(['female', 'male'] as const, random),
      };
      const made = await clinic.as('frontDesk').call(records, 'registerPatient', form);
      this.written.push({ patientId: made.patient.id, begunMs, acknowledgedMs: Date.now() });
      if (random() < 0.3)
        await clinic.as('frontDesk').call(work, 'askSomebody', {
          action: 'vitals.record',
          subject: `Patient/${made.patient.id}`,
        });
    } catch (error) {
      // somebody who looks like somebody else is refused, as at a real desk
      if (!(error instanceof Refusal)) throw error;
    } finally {
      this.underWay -= 1;
    }
  }
}
