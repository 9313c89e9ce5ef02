import assert from 'node:assert/strict';
import { baseUrlOf, readSettings, severityFor } from '../../../src/extension/settings.ts';

function settings(values: Record<string, unknown>) {
  return readSettings((key) => values[key]);
}

describe('readSettings', () => {
  it('checks as you type when nothing is set', () => {
    assert.deepEqual(settings({}), { enable: true, run: 'onType', rules: {} });
  });

  it('takes what is set', () => {
    const rules = { 'trailing-slash-origin': 'error', 'null-origin-allowed': 'off' };
    assert.deepEqual(settings({ enable: false, run: 'onSave', rules }), {
      enable: false,
      run: 'onSave',
      rules,
    });
  });

  it('treats values of another kind as not set', () => {
    for (const rules of [null, 'off', 7, { 'trailing-slash-origin': 'fatal' }]) {
      assert.deepEqual(settings({ enable: 'no', run: 'never', rules }), {
        enable: true,
        run: 'onType',
        rules: {},
      });
    }
  });
});

describe('severityFor', () => {
  const finding = { rule: 'trailing-slash-origin', severity: 'warning' } as const;

  it('keeps the default of a rule that is not named', () => {
    assert.equal(severityFor(finding, { 'other-rule': 'error' }), 'warning');
  });

  it('follows the setting, and drops a rule that is off', () => {
    assert.equal(severityFor(finding, { 'trailing-slash-origin': 'hint' }), 'hint');
    assert.equal(severityFor(finding, { 'trailing-slash-origin': 'off' }), null);
  });

  it('does not mistake what every object has for a setting', () => {
    assert.equal(severityFor({ rule: 'constructor', severity: 'error' }, {}), 'error');
  });
});

describe('baseUrlOf', () => {
  const of = (baseUrl: unknown): string | null =>
    baseUrlOf((key) => (key === 'baseUrl' ? baseUrl : undefined));

  it('is a web address, or none', () => {
    assert.equal(of('http://localhost:8080/v1'), 'http://localhost:8080/v1');
    for (const none of ['', 'localhost', 'file:///x', 8080, undefined]) assert.equal(of(none), null);
  });
});
