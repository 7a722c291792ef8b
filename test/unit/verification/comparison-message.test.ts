import { expect } from '@open-wc/testing';
import {
  type ComparisonMessage,
  readComparisonMessage,
  writeComparisonMessage,
} from '../../../src/verification/comparison-message.ts';
import { vectors } from './vectors.ts';

const value = 'AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE';
const commit: ComparisonMessage = { kind: 'commit', round: 1, value };

describe('a message of the comparison', () => {
  it('arrives as it was sent', () => {
    for (const kind of ['commit', 'reveal', 'confirmed', 'mismatch'] as const) {
      for (const round of [1, 7, 1e9]) {
        const message = { kind, round, value };
        expect(readComparisonMessage(writeComparisonMessage(message))).to.deep.equal(message);
      }
    }
  });

  it('has the members of the protocol', () => {
    expect(JSON.parse(writeComparisonMessage(commit))).to.deep.equal({ v: 2, ...commit });
  });

  it('is read and written as in the vectors', async () => {
    const { good } = (await vectors()).messages;
    expect(good).to.have.length(5);
    for (const { text, message } of good) expect(readComparisonMessage(text), text).to.deep.equal(message);
    for (const { text, message } of good.slice(0, 4)) expect(writeComparisonMessage(message)).to.equal(text);
  });
});

describe('a text that is no message of the comparison', () => {
  it('is refused as in the vectors', async () => {
    const { bad } = (await vectors()).messages;
    expect(bad).to.have.length(44);
    for (const { text, fault } of bad) expect(readComparisonMessage(text), text).to.equal(fault);
  });

  it('is malformed if it is no text', () => {
    for (const text of [undefined, null, 7, commit, ['{}'], new String(writeComparisonMessage(commit))]) {
      expect(readComparisonMessage(text)).to.equal('malformed');
    }
  });

  it('is too large from 4001 characters on', () => {
    expect(readComparisonMessage(writeComparisonMessage(commit).padEnd(4000))).to.deep.equal(commit);
    expect(readComparisonMessage(writeComparisonMessage(commit).padEnd(4001))).to.equal('too-large');
  });

  it('is malformed when it nests without end', () => {
    expect(readComparisonMessage('['.repeat(4000))).to.equal('malformed');
  });
});
