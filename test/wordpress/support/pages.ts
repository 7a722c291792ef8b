const block = (attributes: object): string => `<!-- wp:visio-avocat/room ${JSON.stringify(attributes)} /-->`;

/** Address → content of the site's pages, as an author would save it. */
export const pages = {
  // WordPress's own French would have to be fetched: the element speaks what the author's markup around it says.
  'rendez-vous': `<!-- wp:group --><div class="wp-block-group" lang="fr">${block({ room: 'rdv-4821', title: 'Premier entretien', align: 'wide' })}</div><!-- /wp:group -->`,
  'code-court':
    '[visio_avocat room="rdv-7" lang="fr" theme="dark" firm="<b>Cabinet</b>" confidentiality="attested" onclick="x" relay-only]',
  faux: '[visio_avocat room="../x"] [visio_avocat room="ok" opens="demain"]',
  essais: '[visio_avocat room="essais" title="Premier entretien"]',
  ensemble: '[visio_avocat room="ensemble" expected="2"]',
  panne: '[visio_avocat room="panne"]',
  // As an address is written.
  adresse: '[visio_avocat room="127.0.0.1"]',
  'plus-tard': '[visio_avocat room="plus-tard" opens="2199-12-01 14:00"]',
  passe: '[visio_avocat room="passe" opens="2020-01-01 14:00" closes="2020-01-01 15:00"]',
};
