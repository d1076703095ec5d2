import { statfsSync, statSync } from 'node:fs';
import { isOutage } from '../http/outage.ts';

/** A file system that the database stands on. Sizes in bytes. */
export interface Room {
  folder: string;
  freeBytes: number;
  sizeBytes: number;
  /** With less than this left, nothing can be written that would last. */
  neededBytes: number;
}

/** How much room is left where the database lies. */
export interface Disk {
  /** Each file system once; none where the database is somebody else's. */
  rooms(): Room[];
  /** The one that is full. */
  full(): Room | undefined;
  /** The one that soon will be. */
  low(): Room | undefined;
}

/** A few files of PostgreSQL's write-ahead log, four megabytes each, to come up again and to be written on. */
export const logRoomBytes = 16 * 2 ** 20;
/** A socket and the note beside it. */
export const socketRoomBytes = 64 * 2 ** 10;

const lowBytes = 2 ** 30;
const lowPart = 0.05;
/** A twentieth of a very large disk is room for years. */
const mostLowBytes = 10 * 2 ** 30;

/** Watches the file systems of these folders. A folder that is gone is left out. */
export function watchDisk(folders: readonly { folder: string; neededBytes: number }[]): Disk {
  const rooms = () => {
    const found = new Map<number, Room>();
    for (const { folder, neededBytes } of folders) {
      const room = roomOf(folder, neededBytes);
      // of two folders on one file system the one that needs more speaks
      if (room && (found.get(room.device)?.neededBytes ?? 0) < neededBytes) found.set(room.device, room.room);
    }
    return [...found.values()];
  };
  return {
    rooms,
    full: () => rooms().find(isFull),
    low: () => rooms().find((room) => room.neededBytes >= logRoomBytes && isLow(room)),
  };
}

export function isFull({ freeBytes, neededBytes }: Room): boolean {
  return freeBytes < neededBytes;
}

function isLow({ freeBytes, sizeBytes }: Room): boolean {
  return freeBytes < Math.max(lowBytes, Math.min(sizeBytes * lowPart, mostLowBytes));
}

function roomOf(folder: string, neededBytes: number): { device: number; room: Room } | undefined {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder);
    const room = { folder, neededBytes, freeBytes: bavail * bsize, sizeBytes: blocks * bsize };
    return { device: statSync(folder).dev, room };
  } catch {
    return undefined;
  }
}

/** PostgreSQL's `disk_full`, and the system's own words for it and for a used-up quota. */
export function isDiskFull(error: unknown): boolean {
  const code = (error as { code?: unknown } | undefined)?.code;
  return code === '53100' || code === 'ENOSPC' || code === 'EDQUOT';
}

/** Whether a call failed because the disk is full, also when all that it met is a database that went down for it. */
export function failedForRoom(error: unknown, disk: Disk): boolean {
  return isDiskFull(error) || (isOutage(error) && disk.full() !== undefined);
}
