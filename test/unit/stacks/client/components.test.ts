import assert from 'node:assert/strict';
import { lint } from '../../../../src/rules/lint.ts';
import { scriptsIn } from '../../../../src/stacks/client/scripts.ts';

const call = `fetch('https://api.example.com/', { headers: { 'Access-Control-Allow-Origin': '*' } });`;

const components: Readonly<Record<string, string>> = {
  'Page.vue': `<template>\n  <p title="don't">{{ 'a' }}</p>\n</template>\n\n<script>\nexport default { mounted() { ${call} } };\n</script>\n`,
  'Setup.vue': `<script setup lang="ts">\nconst answer: Response = await ${call}\n</script>\n<template><p>it's</p></template>\n`,
  'Two.vue': `<script>export const a = 1;</script>\n<script setup>\n${call}\n</script>\n`,
  'Page.svelte': `<script>\n  export let name;\n  ${call}\n</script>\n\n<h1>isn't {name}</h1>\n<style>p { color: red; }</style>\n`,
};

describe('calls in components', () => {
  for (const [path, text] of Object.entries(components)) {
    it(`${path}: are told where they stand in the file`, () => {
      const [finding, ...others] = lint({ text }, { path });
      assert.equal(finding?.rule, 'client-sends-acao');
      assert.deepEqual(others, []);
      assert.match(text.slice(finding.range.start, finding.range.end), /Access-Control-Allow-Origin/);
      for (const { edits } of finding.fixes)
        for (const { start, end } of edits)
          assert.match(text.slice(start, end), /Access-Control-Allow-Origin/);
    });
  }

  it('what is no script is blank, line by line', () => {
    const { text, isTyped } = scriptsIn('<p>a</p>\n<script lang="ts">\nb();\n</script>\n');
    assert.equal(text, `        \n                  \nb();\n         \n`);
    assert.equal(isTyped, true);
  });
});
