import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { granted } from './support/door.ts';
import { Room } from './support/room.ts';
import type { WordPressSite } from './support/site.ts';

/** The plugin's tables, and those of an earlier version of it. */
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

  describe('changes that meet', () => {
    it('are made one after the other where the database gives one up for the other', async () => {
      const room = await Room.open(site, 'essais');
      await room.reset();
      // The other change holds a hundred rooms and waits for this one, which then wants one of them: the database gives
      // up the one that has changed less.
      const tries = site.php(
        `global $wpdb;
        $table = Visio_Avocat\\Room_Store::table();
        foreach ( array( 'essais', ...array_map( static fn( $number ) => "salle-$number", range( 1, 100 ) ) ) as $name ) {
          $wpdb->query( "INSERT INTO $table (room, state, updated) VALUES ('$name', '{}', 1)" );
        }
        $other = mysqli_connect( null, DB_USER, DB_PASSWORD, DB_NAME, 0, explode( ':', DB_HOST )[1] );
        $tries = 0;
        ( new Visio_Avocat\\Room_Store() )->update(
          'essais',
          static function ( array &$state ) use ( $wpdb, $other, $table, &$tries ): void {
            $tries++;
            if ( 1 === $tries ) {
              $change = "UPDATE $table SET updated = 2 WHERE room";
              $other->query(
                "BEGIN NOT ATOMIC START TRANSACTION; $change LIKE 'salle-%'; $change = 'essais'; COMMIT; END",
                MYSQLI_ASYNC
              );
              // The table is not brought up to date while it is read more than once in 0.1 s.
              do {
                usleep( 200000 );
              } while ( '1' !== $wpdb->get_var( "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'" ) );
            }
            Visio_Avocat\\Database::query( "UPDATE $table SET updated = 3 WHERE room = 'salle-1'" );
          }
        );
        echo $tries;`,
      );
      assert.equal(tries, '2');
    });

    it('let everybody in who comes at the same moment to a room that has just been forgotten', async () => {
      const room = await Room.open(site, 'essais');
      // InnoDB keeps a deleted row for as long as somebody may read it: inserting it again takes other locks.
      const reader = site.database.reader();
      try {
        for (let round = 0; round < 10; round += 1) {
          await room.reset();
          const answers = await Promise.all(Array.from({ length: 6 }, () => room.host.ask()));
          const sessions = answers.map((answer) => granted(answer).sessionId);
          assert.equal(new Set(sessions).size, 1);
        }
      } finally {
        await reader.close();
      }
    });
  });
}
