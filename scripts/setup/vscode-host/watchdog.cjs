'use strict';
// Stands in for the native module @vscode/native-watchdog: ends this process when the one that started it is gone.
exports.start = (/** @type {number} */ pid) => {
  setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(87);
    }
  }, 1000).unref();
};
