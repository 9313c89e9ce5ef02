/**
 * The one place that knows where programs come from. Each function returns paths, installs what is lacking (saying so
 * in one line), and throws a SetupError that says how to get it where that is not possible.
 */
export { npmPackages } from './npm-packages.mjs';
export { apache, chromium, chromiumArgs, firefox, nginx, webkitDriver, xvfb } from './servers.mjs';
export { python } from './python.mjs';
export { vscodeHost } from './vscode-host/install.mjs';
export { SetupError } from '../lib/setup-error.mjs';
