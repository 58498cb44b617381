import { defineConfig } from 'wxt';

/** The manifest of both browsers. Known sites only; any other is asked for when it is wanted. */
export default defineConfig({
  imports: false,
  manifestVersion: 3,
  zip: { artifactTemplate: 'makegood-{{browser}}.zip' },
  manifest: ({ browser }) => ({
    name: 'Makegood',
    short_name: 'Makegood',
    description: 'Drafts the reply beside the comment, checks it, and inserts exactly what you approved.',
    permissions: ['activeTab', 'contextMenus', 'scripting', 'storage'],
    // The server that `makegood serve` starts on this machine; another one is asked for.
    host_permissions: ['http://127.0.0.1/*', 'http://localhost/*'],
    optional_host_permissions: ['https://*/*'],
    action: { default_title: 'Draft a reply' },
    commands: {
      'draft-reply': {
        suggested_key: { default: 'Alt+Shift+M' },
        description: 'Draft a reply to the selected text, or for the box you are in',
      },
    },
    content_security_policy: {
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src http: https:",
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'extension@makegood.invalid',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['websiteContent', 'personalCommunications'] },
            },
          },
        }
      : {}),
  }),
});
