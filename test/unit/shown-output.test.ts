import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareShown } from '../chapters/compare-shown.ts';

const PAGE = `Trace 558b420ce12f08b8384403ad96ea2e17  3 spans, 2 services, 1 log lines, complete

storefront POST /checkout   140.7 ms ████████████
storefront   POST            88.2 ms    ███████
orders         POST /orders  82.8 ms     ██████`;
const SAID = `Trace 0123456789abcdef0123456789abcdef  3 spans, 2 services, 1 log lines, complete

storefront POST /checkout    9.1 ms ██████
storefront   POST            5.0 ms  ██
orders         POST /orders 11.0 ms  █

Open it: http://127.0.0.1:8104/traces/0123456789abcdef0123456789abcdef`;

test('When only ids, times and bars differ, then the page shows what was said', () => {
  assert.equal(compareShown(PAGE, SAID), undefined);
});

const changes: Record<string, (said: string) => string> = {
  'a span has another name': (said) => said.replace('POST /orders', 'POST /order'),
  'a span stands elsewhere in the tree': (said) => said.replace('    POST /orders', '  POST /orders'),
  'a span is of another service': (said) => said.replace('orders  ', 'orderly '),
  'a span failed': (said) => said.replace('  POST ', '  ✗ POST '),
  'there is one span more': (said) => said.replace('orders  ', 'orders       GET 1.0 ms\norders  '),
  'spans are counted otherwise': (said) => said.replace('3 spans', '4 spans'),
  'the trace is not whole': (said) => said.replace('complete', 'incomplete'),
  'two spans changed places': (said) => said.replace(/(storefront POST.*)\n(storefront.*)/, '$2\n$1'),
};
for (const [what, change] of Object.entries(changes))
  test(`When ${what}, then the page does not show what was said`, () => {
    assert.notEqual(change(SAID), SAID);
    assert.notEqual(compareShown(PAGE, change(SAID)), undefined);
  });

test('When a page leaves lines out, then only where it says so', () => {
  assert.equal(compareShown('a\nb', 'start\na\n\nb\nend'), undefined);
  assert.equal(compareShown('a\nc', 'a\nb\nc'), 'c');
  assert.equal(compareShown('a\n…\nc', 'a\nb\nc'), undefined);
  assert.equal(compareShown('c\n…\na', 'a\nb\nc'), 'a');
});

test('When a verdict names other ids and seconds, then it is the same; with another cause it is not', () => {
  const shown = '05 Across the queue: Not yet. (7.1 s)\n  Found    It is in 9a4b4106…, not in 2bf8dd03….';
  const said = '05 Across the queue: Not yet. (12.9 s)\n  Found    It is in 0a4b4106…, not in 3bf8dd03….';
  assert.equal(compareShown(shown, said), undefined);
  assert.equal(
    compareShown(shown, said.replace('not in', 'and in'))?.trim(),
    'Found    It is in SHORT…, not in SHORT….',
  );
});
