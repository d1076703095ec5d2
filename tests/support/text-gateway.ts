import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface GatewayCall {
  headers: IncomingMessage['headers'];
  body: { id: string; channel: string; to: string; text: string };
}

/** A gateway for texts on a free port of loopback. It sends a message of one id once, as the interface asks. */
export interface GatewayPeer {
  url: string;
  calls: GatewayCall[];
  /** What would have reached a telephone. */
  sent: GatewayCall['body'][];
  /** How the next calls are answered; the last answer stays. `silent` says nothing, `drop` hangs up. */
  answerWith(...answers: (number | 'silent' | 'drop')[]): void;
  close(): Promise<void>;
}

export async function openGatewayPeer(): Promise<GatewayPeer> {
  const calls: GatewayCall[] = [];
  const sent: GatewayCall['body'][] = [];
  let answers: (number | 'silent' | 'drop')[] = [202];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    calls.push({ headers: request.headers, body });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === 'silent') return;
    if (answer === 'drop') return void request.socket.destroy();
    reply(response, answer ?? 202, body);
  }).listen(0, '127.0.0.1');
  function reply(response: ServerResponse, status: number, body: GatewayCall['body']): void {
    if (status < 300 && !sent.some((one) => one.id === body.id)) sent.push(body);
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '120' });
    response.end(JSON.stringify(status < 300 ? { reference: `ref-${body.id}` } : { error: 'no' }));
  }
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`,
    calls,
    sent,
    answerWith(...given) {
      answers = given;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
