import { describe, expect, it } from 'vitest';
import { checkNarrative } from './xhtml.ts';

const div = (content: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`;

describe('narrative', () => {
  it.each([
    div('Siti'),
    div(
      '<p>a &lt; b &amp; c &nbsp; &#x41;</p><!-- note --><table><tbody><tr><td colspan="2">1</td></tr></tbody></table>',
    ),
    div('<a href="https://example.org/x?y=1">x</a> <a href="#part">y</a> <a href="Patient/1">z</a>'),
    div('<img src="data:image/png;base64,AAAA" alt="x"/>'),
    div('<span style="color: red; font-weight: bold">!</span>'),
  ])('accepts %s', (text) => {
    expect(checkNarrative(text)).toBeUndefined();
  });

  it.each([
    ['form', div('<p>open')],
    ['form', div('<b><i>crossed</b></i>')],
    ['form', div('a & b')],
    ['form', div('<p class=x>unquoted</p>')],
    ['form', div('<p class="a" class="b">twice</p>')],
    ['form', div('<![CDATA[x]]>')],
    ['form', `<!DOCTYPE div [<!ENTITY x "y">]>${div('x')}`],
    ['form', ''],
    ['root', 'Siti'],
    ['root', '<p xmlns="http://www.w3.org/1999/xhtml">x</p>'],
    ['root', `${div('x')}<div>y</div>`],
    ['namespace', '<div>x</div>'],
    ['element', div('<script>x()</script>')],
    ['element', div('<iframe src="https://x"></iframe>')],
    ['element', div('<svg><g/></svg>')],
    ['element', div('<form action="/x"></form>')],
    ['element', div('<SCRIPT>x</SCRIPT>')],
    ['attribute', div('<p onclick="x()">x</p>')],
    ['attribute', div('<img src="x" onerror="x()"/>')],
    ['link', div('<a href="javascript:x()">x</a>')],
    ['link', div('<a href=" java\nscript:x()">x</a>')],
    ['link', div('<a href="&#106;avascript&colon;x()">x</a>')],
    ['link', div('<a href="data:text/html,x">x</a>')],
    ['link', div('<img src="vbscript:x"/>')],
    ['style', div('<p style="width: expression(x())">x</p>')],
    ['style', div('<p style="background: url(https://x)">x</p>')],
    ['style', div('<p style="\\62 ackground: x">x</p>')],
    ['empty', div(' <p> </p> ')],
  ])('finds the fault "%s" in %s', (fault, text) => {
    expect(checkNarrative(text)).toBe(fault);
  });
});
