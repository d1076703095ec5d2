import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/** How a printer behaves. `mute`: prints and never talks back. `stalls`: takes a line and reads nothing. */
export type Mood =
  | 'ready'
  | 'mute'
  | 'paperOut'
  | 'coverOpen'
  | 'paperOutWhilePrinting'
  | 'neverDone'
  | 'stalls'
  | 'paused';

/** A printer of this machine on a JetDirect port that keeps every paper that it is sent. */
export interface LoopbackPrinter {
  host: string;
  port: number;
  mood: Mood;
  /** What each line brought, status questions left out. */
  papers: Buffer[];
  /** When the next paper has come in whole. */
  nextPaper(): Promise<Buffer>;
  /** Switches it off: it refuses lines from now on. */
  off(): Promise<void>;
  /** Switches it on again at the same port. */
  on(): Promise<void>;
}

/** Opens a printer at any free JetDirect port of this machine. */
export async function openLoopbackPrinter(language: 'escpos' | 'zpl' | 'pdf'): Promise<LoopbackPrinter> {
  const server = createServer();
  const waiting: ((paper: Buffer) => void)[] = [];
  const sockets = new Set<Socket>();
  const printer: LoopbackPrinter = {
    host: '127.0.0.1',
    port: await listen(server),
    mood: 'ready',
    papers: [],
    nextPaper: () => new Promise((resolve) => waiting.push(resolve)),
    off: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
    on: async () => {
      server.listen(printer.port, '127.0.0.1');
      await once(server, 'listening');
    },
  };
  server.on('connection', (socket) => {
    sockets.add(socket);
    if (printer.mood === 'stalls') socket.pause();
    let came: Buffer = Buffer.alloc(0);
    const answered: Answered = { states: 0, dones: 0 };
    let paper: Buffer = Buffer.alloc(0);
    socket.on('data', (part) => {
      came = Buffer.concat([came, part]);
      paper = withoutQuestions(came, language);
      answer(socket, came, answered, printer.mood, language, paper.length > 0);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      if (paper.length === 0) return;
      printer.papers.push(paper);
      for (const one of waiting.splice(0)) one(paper);
    });
  });
  return printer;
}

async function listen(server: Server): Promise<number> {
  // files of tests run beside each other, each with printers of its own
  for (let tries = 0; tries < 200; tries += 1) {
    const port = 9100 + Math.floor(Math.random() * 100);
    server.listen(port, '127.0.0.1');
    const [event] = await Promise.race([
      once(server, 'listening').then(() => ['listening']),
      once(server, 'error').then(() => ['error']),
    ]).catch(() => ['error']);
    if (event === 'listening') return port;
  }
  throw new Error('no JetDirect port is free');
}

/** DLE EOT 2 and 4, and `~HS`: questions are no part of the paper. */
function withoutQuestions(came: Buffer, language: string): Buffer {
  const text = came.toString('latin1');
  if (language === 'pdf') return came;
  return Buffer.from(text.replaceAll(language === 'zpl' ? '~HS' : '\x10\x04\x02\x10\x04\x04', ''), 'latin1');
}

/** Questions of each sort that have been answered on a line. */
interface Answered {
  states: number;
  dones: number;
}

/** Answers the questions that came since it last looked. */
function answer(
  socket: Socket,
  came: Buffer,
  answered: Answered,
  mood: Mood,
  language: string,
  hasPaper: boolean,
): void {
  if (mood === 'mute' || mood === 'stalls' || language === 'pdf') return;
  const text = came.toString('latin1');
  const times = (question: string) => text.split(question).length - 1;
  if (language === 'zpl') {
    for (; answered.states < times('~HS'); answered.states += 1)
      socket.write(hostStatus(mood, hasPaper), 'latin1');
    return;
  }
  for (; answered.states < times('\x10\x04\x02\x10\x04\x04'); answered.states += 1)
    socket.write(realTimeStatus(mood, hasPaper));
  // in turn: a printer that stands still never comes to it
  if (mood === 'ready')
    for (; answered.dones < times('\x1dr\x01'); answered.dones += 1) socket.write(Uint8Array.of(0x00));
}

const isOut = (mood: Mood, hasPaper: boolean) =>
  mood === 'paperOut' || (mood === 'paperOutWhilePrinting' && hasPaper);

/** Offline cause, then roll paper sensor. */
function realTimeStatus(mood: Mood, hasPaper: boolean): Uint8Array {
  const out = isOut(mood, hasPaper);
  return Uint8Array.of(0x12 | (mood === 'coverOpen' ? 0x04 : 0) | (out ? 0x20 : 0), 0x12 | (out ? 0x60 : 0));
}

/** The three strings of `~HS`. */
function hostStatus(mood: Mood, hasPaper: boolean): string {
  const flag = (on: boolean) => (on ? '1' : '0');
  const waiting = mood === 'neverDone' && hasPaper ? '001' : '000';
  const first = `030,${flag(isOut(mood, hasPaper))},${flag(mood === 'paused')},0203,${waiting},0,0,0,000,0,0,0`;
  const second = `001,0,${flag(mood === 'coverOpen')},0,0,2,4,0,00000000,1,000`;
  return [first, second, '1234,0'].map((one) => `\x02${one}\x03\r\n`).join('');
}
