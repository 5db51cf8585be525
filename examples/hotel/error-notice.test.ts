import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readConfig } from 'portico'
import { hotelApp } from './app.ts'
import { NOW, openTestHouse } from './testing/house.ts'
import { open } from './testing/page.ts'

const production = readConfig({ NODE_ENV: 'production', HOSTS: 'localhost' })

async function broken(config = production) {
  const db = await openTestHouse()
  await db.close()
  return hotelApp(db, { clock: () => NOW, config })
}

describe('errorNotice', () => {
  it('is a page of the site for people, a problem document for programs', async (context) => {
    const db = await openTestHouse()
    context.after(() => db.close())
    const app = hotelApp(db, { clock: () => NOW })
    const page = await open(app, '/nothing')
    assert.equal(page.status, 404)
    assert.equal(page.heading, 'There is nothing at this address')
    assert.equal(page.headers.get('vary'), 'accept, accept-encoding')
    assert.equal(page.headers.get('cache-control'), 'no-store')
    assert.ok(page.forms.some((form) => form.action === '/search'))
    for (const accept of ['*/*', 'application/json', 'application/problem+json, text/html;q=0.5']) {
      const response = await app.fetch(
        new Request('http://localhost/nothing', { headers: { accept } }),
      )
      assert.equal(response.headers.get('content-type'), 'application/problem+json', accept)
    }
  })

  it('leaves the API to the framework, whoever asks', async (context) => {
    const db = await openTestHouse()
    context.after(() => db.close())
    const page = await open(hotelApp(db, { clock: () => NOW }), '/api/v1/nothing')
    assert.equal(page.status, 404)
    assert.equal(page.heading, '404 Not Found')
  })

  it('tells nothing of our own mistakes but a reference, and needs no database for that', async () => {
    const page = await open(await broken(), '/h/maison-du-quai')
    assert.equal(page.status, 500)
    assert.equal(page.heading, 'Something broke on our side')
    assert.match(page.text, /Reference: [\w-]{11}/)
    assert.doesNotMatch(page.html, /database|closed|\.ts/)
  })

  it('shows them to who develops the site', async () => {
    const page = await open(await broken(readConfig({ NODE_ENV: 'test' })), '/h/maison-du-quai')
    assert.equal(page.status, 500)
    assert.match(page.text, /This page is shown in development only/)
  })
})
