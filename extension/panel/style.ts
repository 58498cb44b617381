/** The panel's looks. `!important` on the host outweighs whatever the page says about it. */
export const STYLE = `
:host { all: initial !important; position: fixed !important; inset: 0 auto auto 0 !important;
  width: 0 !important; height: 0 !important; z-index: 2147483647 !important; display: block !important;
  opacity: 1 !important; visibility: visible !important; filter: none !important; transform: none !important;
  clip-path: none !important; pointer-events: auto !important; contain: none !important; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.panel, .launcher { --ink: #1b2430; --soft: #5b6675; --paper: #fff; --line: #cfd6df; --field: #fff;
  --accent: #0b5f4b; --on-accent: #fff; --policy: #0a6b3d; --fact: #1c55a8; --courtesy: #5b6675; --bad: #a3211b;
  --look: #8a5300; --bad-paper: #fdeceb; --look-paper: #fff4df; --good-paper: #e8f5ee;
  font: 14px/1.45 system-ui, sans-serif; color: var(--ink); }
@media (prefers-color-scheme: dark) {
  .panel, .launcher { --ink: #e8ecf1; --soft: #a5b0be; --paper: #171c23; --line: #3b4552; --field: #0f1318;
    --accent: #58c9a8; --on-accent: #06231b; --policy: #6fd49c; --fact: #8fb8f5; --courtesy: #a5b0be; --bad: #ff9d96;
    --look: #f2bd6b; --bad-paper: #3a1614; --look-paper: #33260d; --good-paper: #10291f; }
}
.panel { position: fixed; inset: 12px 12px 12px auto; margin: 0; width: min(400px, calc(100vw - 24px));
  height: auto; max-height: none; padding: 0; border: 1px solid var(--line); border-radius: 10px;
  background: var(--paper); overflow: auto; box-shadow: 0 8px 30px rgb(0 0 0 / .3); direction: ltr; text-align: start; }
.panel.left { inset: 12px auto 12px 12px; }
.inside { display: grid; gap: 10px; padding: 14px; } .inside .inside { padding: 0; }
header { display: flex; gap: 8px; align-items: center; position: sticky; top: 0; z-index: 1; background: var(--paper);
  margin: -14px -14px 0; padding: 10px 14px; border-bottom: 1px solid var(--line); }
.actions { position: sticky; bottom: 0; z-index: 1; background: var(--paper); margin: 0 -14px; padding: 10px 14px;
  border-block: 1px solid var(--line); }
.form { padding: 8px 0 0; gap: 6px; }
.cards { display: grid; grid-template-columns: 1fr 1fr; gap: 6px; }
.card { display: grid; gap: 2px; text-align: start; align-content: start; font-size: 12px; overflow-wrap: anywhere; }
.card[aria-pressed="true"] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); cursor: default; }
.says { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; color: var(--soft); }
h2 { font: 600 16px/1.3 system-ui, sans-serif; margin: 0; flex: 1; }
h3 { font: 600 13px/1.3 system-ui, sans-serif; margin: 4px 0; }
p, ul, blockquote { margin: 0; padding: 0; } ul { list-style: none; display: grid; gap: 6px; }
blockquote { border-inline-start: 3px solid var(--line); padding-inline-start: 8px; color: var(--soft);
  max-height: 7em; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
textarea, input, select, button { font: inherit; color: inherit; }
textarea, input, select { width: 100%; background: var(--field); border: 1px solid var(--line); border-radius: 6px; padding: 7px; }
textarea { min-height: 9em; max-height: 24em; resize: none; field-sizing: content; }
label { font-weight: 600; display: block; }
button { background: transparent; border: 1px solid var(--line); border-radius: 6px; padding: 6px 10px; cursor: pointer; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
button:disabled { opacity: .55; cursor: default; }
button:focus-visible, textarea:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible, h2:focus-visible {
  outline: 3px solid var(--fact); outline-offset: 1px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
summary { cursor: pointer; padding: 2px 0; }
.soft { color: var(--soft); } .over { color: var(--bad); font-weight: 600; }
.partial { white-space: pre-wrap; min-height: 3em; }
.box { border-radius: 6px; padding: 8px; overflow-wrap: anywhere; }
.block, .alert { background: var(--bad-paper); color: var(--bad); }
.look { background: var(--look-paper); color: var(--look); } .note { color: var(--soft); }
.good { background: var(--good-paper); color: var(--policy); }
.sentence { border-inline-start: 4px solid; padding-inline-start: 8px; overflow-wrap: anywhere; }
.policy { border-color: var(--policy); } .fact { border-color: var(--fact); }
.courtesy { border-color: var(--courtesy); } .unsupported { border-color: var(--bad); }
.kind { font-size: 12px; font-weight: 600; } .policy .kind { color: var(--policy); } .fact .kind { color: var(--fact); }
.courtesy .kind { color: var(--courtesy); } .unsupported .kind { color: var(--bad); }
.clause { font-size: 12px; padding: 1px 6px; margin-inline-start: 6px; }
.exact { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px dashed var(--line); padding: 8px; max-height: 12em; overflow: auto; }
.launcher { position: fixed; width: 30px; height: 30px; padding: 0; border-radius: 50%; background: var(--accent);
  color: var(--on-accent); border: 2px solid var(--paper); font-weight: 700; cursor: pointer; }
`;
