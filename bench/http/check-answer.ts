/** Refuses to time a server whose answer is wrong. */
import assert from 'node:assert/strict'
import type { Contender } from './contender.ts'
import type { Work } from './works.ts'

export async function checkAnswer(server: Contender, work: Work): Promise<void> {
  const headers: Record<string, string> = {}
  if (work.body !== undefined) headers['content-type'] = 'application/json'
  const full = work.name === 'full'
  if (full && server.cookie !== undefined) headers['cookie'] = server.cookie
  const request = { method: work.method, headers, body: work.body ?? null }
  const response = await fetch(server.url + work.path, request)
  assert.equal(response.status, 200, `${server.name} answers ${work.path} with ${response.status}`)
  assert.match(response.headers.get('content-type') ?? '', /^application\/json/)
  assert.deepEqual(
    await response.json(),
    work.answer,
    `${server.name} answers ${work.path} wrongly`,
  )
  if (full) await checkBatteries(server, work, response)
  if (work.name === 'route')
    await checkRefusal(server, { path: work.path.replace('20', '2x'), body: null })
  if (work.name === 'post') await checkRefusal(server, { path: work.path, body: '{"hotel":"x"}' })
}

async function checkBatteries(server: Contender, work: Work, response: Response): Promise<void> {
  const names = ['etag', 'x-request-id', 'x-content-type-options', 'referrer-policy']
  for (const name of names) assert.ok(response.headers.get(name), `${server.name} sends no ${name}`)
  const anonymous = await fetch(server.url + work.path)
  assert.equal(anonymous.status, 401, `${server.name} lets a request without session pass`)
  const forged = (server.cookie ?? '').replace(/.{4}$/, 'AAAA')
  const refused = await fetch(server.url + work.path, { headers: { cookie: forged } })
  assert.equal(refused.status, 401, `${server.name} accepts a forged session`)
  const etag = response.headers.get('etag') ?? ''
  const again = await fetch(server.url + work.path, {
    // Without it fetch adds `no-cache`, which Express takes as a wish for the whole answer.
    headers: { cookie: server.cookie ?? '', 'if-none-match': etag, 'cache-control': 'max-age=0' },
  })
  assert.equal(again.status, 304, `${server.name} repeats what the client has`)
}

async function checkRefusal(
  server: Contender,
  { path, body }: { path: string; body: string | null },
): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const method = body === null ? 'GET' : 'POST'
  const response = await fetch(server.url + path, { method, headers, body })
  assert.ok([400, 422].includes(response.status), `${server.name} accepts ${path} ${body ?? ''}`)
}
