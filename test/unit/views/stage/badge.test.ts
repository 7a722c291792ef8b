import { expect } from '@open-wc/testing';
import attestedIcon from 'lucide-static/icons/shield-user.svg';
import type { Level } from '../../../../src/transport-security/confidentiality-level.ts';
import { featuresOf } from '../../../../src/views/shared/controls-list.ts';
import { badge } from '../../../../src/views/stage/badge.ts';
import { callModel, liveCall, notedActions, participant, shows, View, words } from '../../../support/view.ts';

describe('the badge', () => {
  let view: View;
  let asked: string[];
  const show = (level: Level, model = callModel(), participants = liveCall().participants) => {
    const noted = notedActions();
    asked = noted.asked;
    const live = liveCall({ participants, security: { level, evidence: [], at: 1 } });
    view = View.show(badge(live, model, noted.actions, words));
  };
  afterEach(() => view.close());

  for (const [level, text] of Object.entries(words.security.levels) as [Level, string][]) {
    it(`says ${level} in words, and as a part`, () => {
      show(level);
      expect(view.buttons).to.deep.equal([text]);
      expect(view.button(text).part.contains(level)).to.equal(true);
      expect(view.button(text).part.contains('badge-encryption')).to.equal(true);
    });
  }

  it('has a drawing of its own for what the firm attests', () => {
    const drawn = (['end-to-end', 'end-to-end-attested', 'end-to-end-verified'] as const).map((level) => {
      show(level);
      const button = view.button(words.security.levels[level]);
      const drawing = button.querySelector('svg')?.innerHTML.replace(/<!--.*?-->/g, '');
      if (level === 'end-to-end-attested') expect(shows(button, attestedIcon)).to.equal(true);
      view.close();
      return drawing;
    });
    expect(new Set(drawn).size).to.equal(3);
  });

  it('claims nothing while nobody else is there', () => {
    show('verifying', callModel(), [participant('Zoé', { self: true })]);
    expect(view.buttons).to.deep.equal([words.security.title]);
  });

  it('opens what was measured, and closes it', () => {
    show('end-to-end');
    view.press(words.security.levels['end-to-end']);
    view.close();
    expect(asked).to.deep.equal(['open security']);
    show('end-to-end', callModel({ panel: 'security' }));
    expect(view.button(words.security.levels['end-to-end']).ariaExpanded).to.equal('true');
    view.press(words.security.levels['end-to-end']);
    expect(asked).to.deep.equal(['open null']);
  });

  it('stays, without a press, where the page takes the panel away', () => {
    show('to-media-server', callModel({ features: featuresOf('nosecurity') }));
    expect(view.buttons).to.deep.equal([]);
    expect(view.text).to.equal(words.security.levels['to-media-server']);
    expect(view.byPart('to-media-server')).to.have.length(1);
  });
});
