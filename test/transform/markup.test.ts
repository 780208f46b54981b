import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleaner } from './steps.ts'

const text = await cleaner([{ step: 'html', keep: 'nothing' }])
const safe = await cleaner([{ step: 'html', keep: 'safe' }])

/** What a browser takes for a tag, a comment or a declaration; `</` with nothing behind it is text. */
const tag = /<(?:[a-z!?]|\/.)/is

describe('html that keeps nothing', () => {
  it.each([
    ['a < b & c > d', 'a < b & c > d'],
    ['<3 </', '<3 </'],
    ['Smith &amp; Sons', 'Smith & Sons'],
    ['a &lt; b', 'a < b'],
    ['&copy; 2025&#32;&#x41; &eacute;', '© 2025 A é'],
    ['<b>bold</b>  <i>it</i>alic', 'bold italic'],
    ['<p>one</p><p>two</p>', 'one\ntwo'],
    ['<p>one<br>two</p>\n<ul>\n <li>x\n <li>y</ul>', 'one\ntwo\nx\ny'],
    ['<p>a<br><br>b', 'a\n\nb'],
    ['<div>a<br></div>b', 'a\nb'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c<td>d</table>', 'a\tb\nc\td'],
    ['<!-- note -->x<style>p{}</style><title>t</title>', 'x'],
    ['no tags:\n  white  space', 'no tags:\n  white  space'],
    ['<a href="https://example.com">here</a>', 'here'],
  ])('[X-html] %j reads %j', (raw, clean) => {
    expect(text(raw)).toBe(clean)
  })

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<scr<script>ipt>alert(1)</scr</script>ipt>',
    '<<b>script>alert(1)<</b>/script>',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '&amp;lt;img src=x onerror=alert(1)&amp;gt;',
    `${'&amp;'.repeat(30)}lt;script>`,
    `&${'amp;'.repeat(30)}lt;script>alert(1)`,
    '&#60;script&#62;&#x3c;/script&#x3e;',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<textarea></textarea><script>x</script>',
    '<xmp><script>x</script></xmp>',
    '<!--><script>x</script>-->',
    '<math><mi><style></math><img src=x onerror=x>',
    '<plaintext><script>x',
    '<script',
    '<a'.repeat(20_000),
    '<b>'.repeat(20_000),
  ])('[X-html] nothing of %j can be a tag', (raw) => {
    expect(text(raw)).not.toMatch(tag)
  })

  it('[X-html] of any text nothing can be a tag, and a text without marks stays', () => {
    const part = fc.constantFrom(
      ...[
        '<',
        '>',
        '/',
        '!',
        '?',
        '--',
        'b',
        'p ',
        'script',
        'svg',
        'textarea',
        '&',
        'amp;',
        'lt;',
        '&lt;',
        '&#60;',
        '"',
        '=',
        ' ',
      ],
    )
    const marks = fc
      .array(fc.oneof(part, fc.string({ maxLength: 2 })), { maxLength: 14 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(marks, (raw) => {
        const clean = text(raw)
        expect(clean).not.toMatch(tag)
        if (!/[<&]/.test(raw)) expect(clean).toBe(raw)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('html that keeps what is safe', () => {
  it.each([
    ['<p onclick="x()" style="color:red">a <b class=x>b</b></p>', '<p>a <b>b</b></p>'],
    ['<a href="javascript:x()">k</a>', '<a>k</a>'],
    ['<a href="jav&#x09;ascript:x()">k</a>', '<a>k</a>'],
    ['<a href="//evil.example">k</a>', '<a>k</a>'],
    ['<a href="https://example.com/?a=1&b=2" target=_top>k</a>', '<a href="https://example.com/?a=1&amp;b=2">k</a>'],
    ['<a href="mailto:a@example.com">k</a>', '<a href="mailto:a@example.com">k</a>'],
    ['<script>x</script><img src=x onerror=x>a & b', 'a &amp; b'],
    ['&lt;script&gt;', '&lt;script&gt;'],
  ])('[X-safe] %j becomes %j', (raw, clean) => {
    expect(safe(raw)).toBe(clean)
  })

  const harmless = /<\/?[pba]>|<a href="(?!\s*(?:javascript|data):)[^"<>]*">/gi
  it('[X-safe] of any markup nothing but harmless elements and links is left', () => {
    const part = fc.constantFrom(
      ...[
        '<p>',
        '</p>',
        '<a href="',
        '<a href=',
        'javascript:x',
        'data:x',
        'https://e.example',
        '">',
        '>',
        '<script>',
        '</script>',
      ],
      ...[
        '<img src=x onerror=x>',
        '<svg onload=x>',
        '<style>',
        '<iframe srcdoc="',
        '<math>',
        '<',
        '&lt;',
        '"',
        "'",
        '<b ',
        '<!--',
        '-->',
      ],
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const clean = safe(parts.join(''))
        expect(clean.replace(harmless, '')).not.toContain('<')
      }),
      { numRuns: 2000 },
    )
  })

  it('[X-safe] more than 10,000 tags are no markup', () => {
    expect(safe('<b>x'.repeat(10_001))).not.toContain('<')
    expect(safe('<b>x'.repeat(2))).toBe('<b>x<b>x</b></b>')
  })
})

describe('decode-entities', () => {
  it.each([
    ['Smith &amp; Sons &lt;info&gt;', 'Smith & Sons <info>'],
    ['&amp;lt;', '&lt;'],
    ['&eacute;&#233;&#xe9;&nbsp;', 'ééé\u00a0'],
    ['AT&T &unknown; &', 'AT&T &unknown; &'],
    ['<b>&lt;</b>', '<b><</b>'],
  ])('[X-entities] %j becomes %j', async (raw, clean) => {
    expect((await cleaner(['decode-entities']))(raw)).toBe(clean)
  })
})
