/** What the build fills in. */
interface ImportMeta {
  readonly env: { readonly FIREFOX: boolean };
}
