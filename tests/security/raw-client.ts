/**
 * Sends bytes to a server exactly as written: fetch and node:http would repair most attacks first.
 */
import { once } from 'node:events'
import net from 'node:net'

/** The answer to `request`, headers and body, once the server has closed the connection. */
export async function sendRaw(url: string, request: string | Uint8Array): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = net.connect(Number(port), hostname)
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  socket.on('error', () => {}) // a refused body may end in a reset; what came before it counts
  socket.setTimeout(5000, () => socket.destroy())
  socket.write(request) // not end(): Node drops the answer to a client that has closed its half
  await once(socket, 'close')
  return Buffer.concat(chunks).toString('latin1')
}

/** A GET of `target`, which is sent as it is. */
export function get(target: string, headers = ''): string {
  return `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n`
}

export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)
}
