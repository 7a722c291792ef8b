import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { claimsOf } from './support/attestation.ts';
import type { WordPressSite } from './support/site.ts';

const hex = (length: number, first: string, rest = '11'): string =>
  first + rest.repeat(length - first.length / 2);
const pad = (integer: string): string => integer.padStart(64, '0');
const integer = (value: string): string => `02${(value.length / 2).toString(16).padStart(2, '0')}${value}`;
const sequence = (...parts: string[]): string =>
  `30${(parts.join('').length / 2).toString(16).padStart(2, '0')}${parts.join('')}`;

const full = hex(32, '7f');
/** In DER an integer whose first bit is set gets a zero in front; one with leading zeros loses them. */
const vectors = [
  { of: 'both full', der: sequence(integer(full), integer(full)), raw: full + full },
  {
    of: 'a zero in front of r',
    der: sequence(integer(`00${hex(32, '80')}`), integer(full)),
    raw: hex(32, '80') + full,
  },
  {
    of: 'a zero in front of s',
    der: sequence(integer(full), integer(`00${hex(32, 'ff')}`)),
    raw: full + hex(32, 'ff'),
  },
  { of: 'a short r', der: sequence(integer(hex(31, '22')), integer(full)), raw: pad(hex(31, '22')) + full },
  { of: 'a short s', der: sequence(integer(full), integer(hex(30, '22'))), raw: full + pad(hex(30, '22')) },
  {
    of: 'a short r with a zero in front',
    der: sequence(integer(`00${hex(31, '90')}`), integer(full)),
    raw: pad(hex(31, '90')) + full,
  },
  { of: 'one byte each', der: sequence(integer('01'), integer('7f')), raw: pad('01') + pad('7f') },
] as const;

const broken = [
  '',
  '30',
  sequence(integer(full)),
  sequence(integer(full), integer(full), integer(full)),
  `${sequence(integer(full), integer(full))}00`,
  `31${sequence(integer(full), integer(full)).slice(2)}`,
  sequence(`04${integer(full).slice(2)}`, integer(full)),
  sequence(integer(hex(33, '11')), integer(full)),
  sequence(integer(full), integer(hex(32, '80'))),
  sequence(integer(full), integer('00')),
  sequence(integer(full), '0200'),
  sequence(integer(full), integer(full)).slice(0, -2),
];

/** The signer and the box for its key, without requests. */
export function signerTests(current: () => WordPressSite): void {
  /** Runs PHP on `$given` and reads the JSON that it prints. */
  const run = <Result>(given: unknown, code: string): Result =>
    JSON.parse(
      current().php(
        `use Visio_Avocat\\{Attestation_Signer, Secret_Box, Likeness}; $given = json_decode( getenv( 'GIVEN' ), true ); ${code}`,
        { GIVEN: JSON.stringify(given) },
      ),
    );
  const raw = (ders: readonly string[]): string[] =>
    run(
      ders,
      `$raw = static function ( $der ) { try { return bin2hex( Attestation_Signer::raw( hex2bin( $der ) ) ); } catch ( UnexpectedValueException $e ) { return 'refused'; } };
      echo json_encode( array_map( $raw, $given ) );`,
    );

  describe('the signer of attestations', () => {
    it('writes r and s at their full length, whatever DER has made of them', () => {
      const made = raw(vectors.map(({ der }) => der));
      assert.deepEqual(
        made.map((one, index) => [vectors[index]?.of, one]),
        vectors.map((one) => [one.of, one.raw]),
      );
    });

    it('refuses what is not two positive integers of 32 bytes', () => {
      assert.deepEqual(
        raw(broken),
        broken.map(() => 'refused'),
      );
    });

    it('makes signatures that verify, a few short ones among them', async () => {
      const { key, signed } = run<{ key: unknown; signed: string[] }>(
        600,
        `$signer = Attestation_Signer::generate(); $signed = array();
        for ( $n = 0; $n < $given; $n++ ) { $signed[] = $signer->sign( array( 'n' => $n ) ); }
        echo json_encode( array( 'key' => $signer->jwk(), 'signed' => $signed ) );`,
      );
      const claims = await Promise.all(signed.map((one) => claimsOf(one, key)));
      assert.deepEqual(
        claims.map(({ n }) => n),
        [...signed.keys()],
      );
    });

    it('pads coordinates that begin with zeros', () => {
      let jwk: JsonWebKey = {};
      let pem = '';
      while (Buffer.from(jwk.x ?? '', 'base64url')[0] !== 0) {
        const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
        jwk = publicKey.export({ format: 'jwk' });
        pem = String(privateKey.export({ type: 'sec1', format: 'pem' }));
      }
      const { kty, crv, x, y } = jwk;
      assert.deepEqual(run(pem, 'echo json_encode( Attestation_Signer::from_pem( $given )->jwk() );'), {
        kty,
        crv,
        x,
        y,
      });
    });

    it('takes keys of its own curve only, and signs nothing that elements would not accept', () => {
      const pem = (curve: string): string =>
        String(
          generateKeyPairSync('ec', { namedCurve: curve }).privateKey.export({ type: 'sec1', format: 'pem' }),
        );
      const tell = `$tell = static function ( $work ) { try { $work(); return 'done'; } catch ( Exception $e ) { return get_class( $e ); } };`;
      assert.deepEqual(
        run(
          [pem('P-256'), pem('secp256k1'), pem('P-384'), 'no key', ''],
          `${tell} echo json_encode( array_map( static fn( $pem ) => $tell( static fn() => Attestation_Signer::from_pem( $pem ) ), $given ) );`,
        ),
        ['done', ...Array(4).fill('RuntimeException')],
      );
      assert.deepEqual(
        run(
          [2800, 3200],
          `${tell} $signer = Attestation_Signer::generate();
          echo json_encode( array_map( static fn( $n ) => $tell( static fn() => $signer->sign( array( 'name' => str_repeat( 'a', $n ) ) ) ), $given ) );`,
        ),
        ['done', 'LengthException'],
      );
    });

    it('keeps its key in a box that opens with the site’s salts, for its own room', () => {
      assert.deepEqual(
        run(
          'geheim',
          `$box = Secret_Box::seal( $given, 'one' );
          $bytes = base64_decode( strtr( $box, '-_', '+/' ) );
          $again = static fn( $bytes ) => Visio_Avocat\\Base64url::encode( $bytes );
          $bytes[-1] = chr( ord( $bytes[-1] ) ^ 1 );
          $told = array( strpos( $box, $given ), Secret_Box::open( $box, 'one' ), Secret_Box::seal( $given, 'one' ) === $box,
            Secret_Box::open( $box, 'another' ), Secret_Box::open( $again( $bytes ), 'one' ), Secret_Box::open( $again( substr( $bytes, 0, 20 ) ), 'one' ),
            Secret_Box::open( '', 'one' ), Secret_Box::open( '§', 'one' ) );
          add_filter( 'salt', static fn() => 'changed' );
          echo json_encode( array_merge( $told, array( Secret_Box::open( $box, 'one' ) ) ) );`,
        ),
        [false, 'geheim', false, null, null, null, null, null, null],
      );
    });

    it('is not there without the extension that compares names', () => {
      const autoload = `${current().root}/wp-content/plugins/visio-avocat/includes/autoload.php`;
      const code = `define( 'ABSPATH', '/' ); require '${autoload}';
        echo json_encode( array( class_exists( 'Transliterator' ), Visio_Avocat\\Attestations::is_possible() ) );`;
      // Without php.ini Debian's PHP has what is compiled into it, and no extensions.
      assert.equal(execFileSync('php', ['-n', '-r', code], { encoding: 'utf8' }), '[false,false]');
    });
  });
}
