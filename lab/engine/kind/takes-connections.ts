import { connect } from 'node:net';

const CONNECT_LIMIT_MS = 1_000;
// What leads to a node may accept a connection before it knows whether there is anybody behind.
const STAYS_OPEN_MS = 100;

/** Whether somebody at `place` (host:port) takes a connection and keeps it for a tenth of a second. */
export function takesConnections(place: string): Promise<boolean> {
  const { hostname: host, port } = new URL(`tcp://${place}`);
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) });
    const done = (takes: boolean) => {
      socket.destroy();
      resolve(takes);
    };
    let connected = false;
    socket.setTimeout(CONNECT_LIMIT_MS).once('timeout', () => done(connected));
    socket.once('connect', () => {
      connected = true;
      socket.setTimeout(STAYS_OPEN_MS);
    });
    socket.once('error', () => done(false)).once('close', () => done(false));
  });
}
