import type { WordPressSite } from './site.ts';

/** What the tests themselves have caused: no platform at port 9, a session that another room has. */
const expected = /Vonage cannot be reached: http_request_failed|the database refused a change: it fails/;

/** Lines about the plugin in the site's log that no test has caused, and those that tell a secret. */
export const complaints = (site: WordPressSite): string[] =>
  site
    .log()
    .split('\n')
    .filter(
      (line) =>
        line.includes('visio-avocat/') ||
        (line.includes('Visio-Avocat:') && !expected.test(line)) ||
        /PRIVATE KEY|eyJ|sha-256|visio_avocat_rooms|Martin/.test(line),
    );
