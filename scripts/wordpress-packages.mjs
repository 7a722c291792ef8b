// What the tests with a real WordPress need from Debian.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { installDebian } from './browser.mjs';

/** Package → a file of it. */
const PACKAGES = {
  wordpress: '/usr/share/wordpress/wp-load.php',
  'wordpress-theme-twentytwentythree': '/usr/share/wordpress/wp-content/themes/twentytwentythree/style.css',
  'php-cli': '/usr/bin/php',
  'php-intl': '/usr/share/doc/php-intl',
  'php-mysql': '/usr/share/doc/php-mysql',
  'mariadb-server': '/usr/sbin/mariadbd',
};
const missing = () => Object.keys(PACKAGES).filter((name) => !existsSync(PACKAGES[name]));

/** Makes sure that they are there. Returns why they are not, or `undefined`. */
export function ensureWordPress() {
  if (missing().length === 0) return undefined;
  // Debian starts what it installs, unless this file says no: neither Apache nor a database is wanted as a service.
  const policy = '/usr/sbin/policy-rc.d';
  const quiet = process.getuid?.() === 0 && !existsSync(policy);
  try {
    if (quiet) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    installDebian(...missing());
  } catch {
    // Told below, by what is still missing.
  } finally {
    if (quiet) rmSync(policy, { force: true });
  }
  const left = missing();
  return left.length > 0
    ? `Debian's packages ${left.join(', ')} are not here and cannot be installed`
    : undefined;
}
