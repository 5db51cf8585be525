import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { launchBrowser } from './browser.ts'

describe('launchBrowser', () => {
  it('starts a Chromium that renders a page and applies its security policy', async (context) => {
    const browser = await launchBrowser()
    context.after(() => browser.close())
    const page = await browser.newPage()
    await page.setContent(
      `<meta http-equiv="content-security-policy" content="script-src 'none'">
       <h1>Hôtel</h1><script>document.querySelector('h1').textContent = 'changed'</script>`,
    )
    assert.equal(await page.locator('h1').textContent(), 'Hôtel')
    assert.ok(Number(browser.version().split('.')[0]) >= 120, browser.version())
  })
})
