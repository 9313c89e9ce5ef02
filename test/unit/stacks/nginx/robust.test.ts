import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { lint } from '../../../../src/rules/lint.ts';
import { applyEdits } from '../../../../src/policy/range.ts';
import { read } from '../../../../src/stacks/nginx/read.ts';

const samples = ['workspace', 'workspace-fixed'].flatMap((workspace) => {
  const folder = new URL(`../../../../examples/${workspace}/nginx/conf.d/`, import.meta.url);
  return readdirSync(folder).map((file) => ({
    name: `${workspace}/${file}`,
    path: `conf.d/${file}`,
    text: readFileSync(new URL(file, folder), 'utf8'),
    isFixed: workspace === 'workspace-fixed',
  }));
});

describe('nginx samples', () => {
  for (const { name, path, text, isFixed } of samples) {
    it(`${name} ${isFixed ? 'has no finding' : 'has findings'}`, () => {
      const found = lint({ text }, { path }).map(({ rule }) => rule);
      if (isFixed) assert.deepEqual(found, []);
      else assert.ok(found.length > 0);
    });

    it(`${name} can be broken in many places`, () => {
      for (let at = 0; at <= text.length; at += 29) {
        for (const broken of [
          text.slice(0, at),
          text.slice(at),
          `${text.slice(0, at)}${text.slice(at + 1)}`,
        ]) {
          assert.equal(read(broken, { path }).stack, 'nginx');
        }
      }
      for (let at = 0; at < text.length; at += 211) {
        for (const wrong of ['{', '}', '"', ';', '\\', '$']) {
          const broken = text.slice(0, at) + wrong + text.slice(at + 1);
          for (const { range } of lint({ text: broken }, { path }))
            assert.ok(range.start < range.end && range.end <= broken.length);
        }
      }
    }).timeout(60_000);
  }

  it('keep what was found elsewhere when one line is damaged', () => {
    const sample = samples.find(({ name }) => name === 'workspace/assets.conf');
    assert.ok(sample);
    const broken = sample.text.replace('* always;\n', '* always\n');
    const rules = lint({ text: broken }, { path: sample.path }).map(({ rule }) => rule);
    assert.ok(
      rules.includes('nginx-multiple-acao') && rules.includes('wildcard-with-credentials'),
      rules.join(),
    );
  });

  it('are pointed at on one line where a directive takes several', () => {
    const text =
      "location / {\n  add_header 'Access-Control-Allow-Origin'\n    '*';\n  proxy_pass http://app;\n}\n";
    const [finding] = lint({ text }, { path: 'conf.d/a.conf' });
    assert.ok(finding);
    assert.equal(
      text.slice(finding.range.start, finding.range.end),
      "add_header 'Access-Control-Allow-Origin'",
    );
    assert.match(applyEdits(text, finding.fixes[0]?.edits ?? []), /'\*' always;/);
  });

  it('become clean by their safe fixes where one is offered for each finding', () => {
    const wrong =
      'location /api/ {\n    add_header Access-Control-Allow-Origin "https://app.example.com/";\n    proxy_pass http://app;\n}\n';
    let text = wrong;
    for (let round = 0; round < 5; round += 1) {
      const fix = lint({ text }, { path: 'conf.d/a.conf' })[0]?.fixes.find(({ safety }) => safety === 'safe');
      if (fix) text = applyEdits(text, fix.edits);
    }
    assert.deepEqual(lint({ text }, { path: 'conf.d/a.conf' }), []);
    assert.match(text, /"https:\/\/app\.example\.com" always;/);
  });
});
