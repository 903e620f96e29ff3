// Builds the pages' style sheet: the npm packages when the lock file has changed, then the sheet itself.
// Two builds may run at once (a test run beside `dotnet run`): one works, the other waits and finds it done.
import { execSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname } from 'node:path';

const sheet = process.argv[2];
const lock = 'obj/style.lock';
const time = file => existsSync(file) ? statSync(file).mtimeMs : 0;
const run = command => execSync(command, { stdio: ['ignore', 'ignore', 'inherit'] });
const wait = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);

mkdirSync(dirname(sheet), { recursive: true });
mkdirSync(dirname(lock), { recursive: true });
for (let held = false; !held;) {
  try {
    mkdirSync(lock);
    held = true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (Date.now() - time(lock) > 300_000) rmSync(lock, { recursive: true, force: true }); // left behind by a build that was killed
    else wait();
  }
}
try {
  if (time(sheet) < Math.max(time('Assets/app.scss'), time('package-lock.json'), time('style.mjs'))) {
    const installed = 'node_modules/.package-lock.json';
    if (time(installed) < time('package-lock.json')) {
      run('npm ci --no-audit --no-fund --omit=optional --loglevel=error');
      utimesSync(installed, new Date(), new Date());
    }
    run(`node node_modules/sass/sass.js --load-path=. --quiet-deps --no-source-map --style=compressed Assets/app.scss "${sheet}.new"`);
    renameSync(`${sheet}.new`, sheet);
  }
} finally {
  rmSync(lock, { recursive: true, force: true });
}
