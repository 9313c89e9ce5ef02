import assert from 'node:assert/strict';
import {
  emptyState,
  formFrom,
  isHostMessage,
  isPageMessage,
  stateFrom,
} from '../../../src/extension/guards.ts';
import {
  emptyForm,
  type HostMessage,
  type PageMessage,
  type Shown,
} from '../../../src/extension/protocol.ts';

const strange: readonly unknown[] = [null, undefined, 7, 'ready', [], {}, { type: 'open' }, { type: 7 }];

describe('isPageMessage', () => {
  const messages: readonly PageMessage[] = [
    { type: 'ready' },
    { type: 'edited', form: emptyForm },
    { type: 'run', form: emptyForm },
    { type: 'confirmed', send: true },
    { type: 'cancel' },
    { type: 'copy', format: 'curl', form: emptyForm },
    { type: 'copyText', text: '' },
    { type: 'pasted', text: 'curl x' },
    { type: 'runAgain' },
    { type: 'sendAnyway' },
    { type: 'export', format: 'har' },
    { type: 'openPlace', index: 0 },
    { type: 'fixPlace', index: 0 },
    { type: 'openTest', id: 'x' },
    { type: 'forgetTests' },
    { type: 'manageTrust' },
  ];

  for (const message of messages) {
    it(`knows ${message.type}`, () => assert.equal(isPageMessage(message), true));
  }

  it('refuses everything else', () => {
    for (const message of strange) assert.equal(isPageMessage(message), false);
    for (const form of [null, {}, { ...emptyForm, url: 7 }, { ...emptyForm, credentials: 'always' }]) {
      assert.equal(isPageMessage({ type: 'run', form }), false);
      assert.equal(isPageMessage({ type: 'copy', format: 'curl', form }), false);
    }
    assert.equal(isPageMessage({ type: 'copy', format: 'exe', form: emptyForm }), false);
    assert.equal(isPageMessage({ type: 'confirmed', send: 'yes' }), false);
    assert.equal(isPageMessage({ type: 'copyText' }), false);
    assert.equal(isPageMessage({ type: 'export', format: '../x' }), false);
    assert.equal(isPageMessage({ type: 'openPlace', index: 'length' }), false);
    assert.equal(isPageMessage({ type: 'openTest' }), false);
  });
});

describe('isHostMessage', () => {
  const shown: readonly Shown[] = [
    { kind: 'nothing' },
    { kind: 'cancelled' },
    { kind: 'running', step: 'x' },
    { kind: 'confirm', method: 'PUT', url: 'https://a.example', why: 'anyway' },
    { kind: 'untrusted' },
    { kind: 'filled', title: 'x', reason: null, changes: [], left: [] },
    { kind: 'refused', sentence: 'x' },
  ];

  for (const each of shown) {
    it(`knows ${each.kind}`, () => {
      const messages: readonly HostMessage[] = [
        { type: 'shown', shown: each },
        { type: 'init', form: emptyForm, shown: each, history: [] },
        { type: 'form', form: emptyForm },
        { type: 'history', history: [] },
      ];
      for (const message of messages) assert.equal(isHostMessage(message), true);
    });
  }

  it('refuses everything else', () => {
    for (const message of strange) assert.equal(isHostMessage(message), false);
    for (const each of [
      null,
      {},
      { kind: 'running' },
      { kind: 'refused' },
      { kind: 'report' },
      { kind: 'report', id: 'x', report: { version: 1 } },
      { kind: 'filled' },
      { kind: 'confirm' },
    ]) {
      assert.equal(isHostMessage({ type: 'shown', shown: each }), false);
    }
  });
});

describe('what is kept', () => {
  it('is read back', () => {
    const state = { version: 2, shown: { kind: 'cancelled' }, tabs: { browser: 'firefox' } };
    assert.deepEqual(stateFrom(state), state);
    assert.deepEqual(formFrom({ ...emptyForm, url: 'https://a.example' }), {
      ...emptyForm,
      url: 'https://a.example',
    });
  });

  it('is left when it is of another version or shape', () => {
    for (const kept of [...strange, { version: 1, shown: { kind: 'nothing' }, tab: 'x' }, { version: 2 }]) {
      assert.deepEqual(stateFrom(kept), emptyState);
      assert.deepEqual(formFrom(kept), emptyForm);
    }
  });
});
