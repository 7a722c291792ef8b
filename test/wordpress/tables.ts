import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { granted } from './support/door.ts';
import { Room } from './support/room.ts';
import type { WordPressSite } from './support/site.ts';

/** The tables of an earlier version of the plugin. */
export function tableTests(current: () => WordPressSite): void {
  let site: WordPressSite;
  before(() => {
    site = current();
  });

  describe('an update of the plugin', () => {
    it('keeps the rooms, and gives their sessions the column that keeps two rooms from the same one', async () => {
      const room = await Room.open(site, 'essais');
      await room.reset();
      const id = site.service.createSession();
      await room.keep({
        session: { application: site.applicationId, id },
        people: [],
        locked: false,
      } as never);
      await site.database.query(
        "ALTER TABLE wordpress.wp_visio_avocat_rooms DROP COLUMN session; DELETE FROM wordpress.wp_options WHERE option_name = 'visio_avocat_tables'",
      );
      await fetch(site.origin);
      const column = 'SELECT room, session FROM wordpress.wp_visio_avocat_rooms';
      assert.equal(await site.database.query(column), `essais\t${id}\n`);
      assert.equal(granted(await room.host.ask()).sessionId, id);
      await room.decide({ action: 'end' });
      assert.equal(await site.database.query(column), 'essais\tNULL\n');
    });
  });
}
