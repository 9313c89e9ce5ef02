import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { debounce } from '../../../src/extension/debounce.ts';

describe('debounce', () => {
  const ran: string[] = [];
  const typing = debounce<string>(200, (key) => ran.push(key));

  beforeEach(() => {
    ran.length = 0;
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => mock.timers.reset());

  it('runs once, after the last call', () => {
    typing.schedule('a');
    mock.timers.tick(199);
    typing.schedule('a');
    mock.timers.tick(199);
    assert.deepEqual(ran, []);
    mock.timers.tick(1);
    assert.deepEqual(ran, ['a']);
  });

  it('keeps keys apart', () => {
    typing.schedule('a');
    mock.timers.tick(100);
    typing.schedule('b');
    mock.timers.tick(100);
    assert.deepEqual(ran, ['a']);
    mock.timers.tick(100);
    assert.deepEqual(ran, ['a', 'b']);
  });

  it('runs at once when flushed, and not again', () => {
    typing.schedule('a');
    typing.flush('a');
    assert.deepEqual(ran, ['a']);
    mock.timers.tick(1000);
    assert.deepEqual(ran, ['a']);
  });

  it('runs nothing that was cancelled', () => {
    typing.schedule('a');
    typing.schedule('b');
    typing.cancel('a');
    typing.dispose();
    mock.timers.tick(1000);
    assert.deepEqual(ran, []);
  });
});
