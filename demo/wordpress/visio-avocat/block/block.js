// The block in the editor: its settings. The element itself runs only on the page: no camera in the editor.
(({ blocks, blockEditor, components, element, i18n }) => {
  const { createElement: h } = element;
  const { __ } = i18n;
  const { TextControl, SelectControl, Placeholder, PanelBody } = components;

  const edit = ({ attributes, setAttributes }) => {
    const text = (name, label, help) =>
      h(TextControl, {
        key: name,
        label,
        help,
        value: attributes[name],
        onChange: (value) => setAttributes({ [name]: value }),
      });
    return h(
      'div',
      blockEditor.useBlockProps(),
      h(
        blockEditor.InspectorControls,
        null,
        h(
          PanelBody,
          { title: __('Appointment', 'visio-avocat') },
          text('title', __('Title', 'visio-avocat'), __('Shown to the participants.', 'visio-avocat')),
          text(
            'opens',
            __('Opens at', 'visio-avocat'),
            __('Like 2026-12-01 14:00, in the site’s time. Empty: always.', 'visio-avocat'),
          ),
          text('closes', __('Closes at', 'visio-avocat'), __('After it, nobody comes in.', 'visio-avocat')),
          text(
            'expected',
            __('Number of people', 'visio-avocat'),
            __(
              'With one more, everybody is asked before anything is sent. Empty: any number.',
              'visio-avocat',
            ),
          ),
          h(SelectControl, {
            label: __('Colours', 'visio-avocat'),
            value: attributes.theme,
            options: [
              { value: 'auto', label: __('As the visitor’s system', 'visio-avocat') },
              { value: 'light', label: __('Light', 'visio-avocat') },
              { value: 'dark', label: __('Dark', 'visio-avocat') },
            ],
            onChange: (theme) => setAttributes({ theme }),
          }),
        ),
      ),
      h(
        Placeholder,
        {
          icon: 'video-alt2',
          label: __('Video consultation', 'visio-avocat'),
          instructions: __(
            'Visitors wait at the door of this room; whoever may host lets them in. Pages with the same room lead to the same call.',
            'visio-avocat',
          ),
        },
        text('room', __('Room', 'visio-avocat'), __('Letters, digits and hyphens: rdv-4821', 'visio-avocat')),
      ),
    );
  };

  blocks.registerBlockType('visio-avocat/room', { edit, save: () => null });
})(window.wp);
