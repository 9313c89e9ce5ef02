'use strict';
const { appendFileSync } = require('node:fs');
const { reporters } = require('mocha');

/** Mocha's spec reporter, which also leaves its counts in the file that PREFLIGHT_COUNTS names, as one line of JSON. */
class CountingReporter extends reporters.Spec {
  /**
   * @param {import('mocha').Runner} runner
   * @param {import('mocha').MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const file = process.env['PREFLIGHT_COUNTS'];
      const { passes = 0, failures = 0 } = runner.stats ?? {};
      if (file) appendFileSync(file, `${JSON.stringify({ passed: passes, failed: failures })}\n`);
    });
  }
}

module.exports = CountingReporter;
