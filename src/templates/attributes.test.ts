import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attributes, html } from './index.ts'

const tag = (values: Parameters<typeof attributes>[0]) => html`<a ${attributes(values)}></a>`.text()

describe('attributes', () => {
  it('writes them in order, escaped', () => {
    assert.equal(
      tag({ id: 'a', 'data-x': `<"'>&`, tabindex: 0, max: 9n }),
      '<a id="a" data-x="&lt;&quot;&#39;&gt;&amp;" tabindex="0" max="9"></a>',
    )
  })

  it('writes true as the bare name and leaves out false, null and undefined', () => {
    assert.equal(
      tag({ hidden: true, a: false, b: null, c: undefined, d: '' }),
      '<a hidden d=""></a>',
    )
  })

  it('writes booleans of aria- attributes as words', () => {
    assert.equal(
      tag({ 'aria-busy': true, 'aria-hidden': false, 'aria-label': null }),
      '<a aria-busy="true" aria-hidden="false"></a>',
    )
  })

  it('checks URLs', () => {
    assert.equal(
      tag({ HREF: 'java\tscript:alert(1)', src: '/a' }),
      '<a HREF="about:invalid#blocked" src="/a"></a>',
    )
  })

  const refused: [name: string, reason: string][] = [
    ['onclick', 'onclick is run as code'],
    ['OnClick', 'onclick is run as code'],
    ['style', 'a style can load'],
    ['srcdoc', 'srcdoc is a document'],
    ['x-html', 'x-html is run as code'],
    ['@click', 'it is not the name of an attribute'],
    ['a b', 'it is not the name of an attribute'],
    ['a=b', 'it is not the name of an attribute'],
    ['a>', 'it is not the name of an attribute'],
    ['"', 'it is not the name of an attribute'],
    ['', 'it is not the name of an attribute'],
  ]
  for (const [name, reason] of refused) {
    it(`refuses the name ${JSON.stringify(name)}`, () => {
      assert.throws(() => attributes({ [name]: 'x' }), {
        code: 'attribute-refused',
        message: new RegExp(
          `^attributes\\(\\) refuses ${JSON.stringify(name).replaceAll('\\', '\\\\')}: ${reason}`,
        ),
      })
    })
  }
})
