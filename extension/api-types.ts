// Made by api_types.py from the API's own document. Change nothing here.
export type ApprovalShown = {
  readonly id: string;
  readonly sheet_digest: string;
  readonly person: string;
  readonly state: string;
  readonly at: string;
  readonly expires_at: string;
  readonly why_void: string;
};
export type Approved = {
  readonly approval: ApprovalShown;
  readonly posting: PostingShown | null;
};
export type AttributionShown = {
  readonly author: string;
  readonly prompt: string;
  readonly book: string;
  readonly tokens_in: number;
  readonly tokens_out: number;
  readonly cost: number;
  readonly seconds: number;
  readonly note: string;
};
export type BoxSeen = {
  readonly token: string;
  readonly text?: string;
};
export type BoxShown = {
  readonly seen: InTheBox;
  readonly posting: PostingShown;
};
export type CheckShown = {
  readonly text: string;
  readonly sentences: ReadonlyArray<SentenceShown>;
  readonly commitments: ReadonlyArray<LicensedShown>;
  readonly findings: ReadonlyArray<FindingShown>;
  readonly evidence: ReadonlyArray<Evidence>;
  readonly blocked: boolean;
  readonly length: number;
  readonly limit: number | null;
};
export type CitationShown = {
  readonly clause: string;
  readonly version: string;
};
export type Cited = {
  readonly clause: string;
  readonly version: string;
};
export type ClauseBeside = {
  readonly clause: string;
  readonly version: string;
  readonly policy_title: string;
  readonly title: string;
  readonly text: string;
  readonly audience: string;
  readonly in_book: boolean;
};
export type ClauseShown = {
  readonly id: string;
  readonly version: string;
  readonly policy: string;
  readonly policy_title: string;
  readonly title: string;
  readonly text: string;
  readonly in_force: string | null;
  readonly until: string | null;
  readonly scope: Readonly<Record<string, ReadonlyArray<string>>>;
  readonly audience: string;
  readonly owner: string;
  readonly licences: ReadonlyArray<string> | null;
  readonly place: string;
};
export type CommitmentShown = {
  readonly kind: string;
  readonly words: string;
  readonly start: number;
  readonly end: number;
  readonly object: string;
  readonly amount: string;
  readonly at_most: boolean;
  readonly period: string;
  readonly day: string | null;
  readonly conditions: ReadonlyArray<string>;
  readonly polarity: string;
  readonly actor: string;
};
export type ConversationShown = {
  readonly id: string;
  readonly channel: string;
  readonly account: string;
  readonly thread: string;
  readonly subject: string;
  readonly customer_name: string;
  readonly customer_handle: string;
  readonly public: boolean;
  readonly turn: number;
  readonly last_message: string;
  readonly opened_at: string;
  readonly reply_due: string | null;
  readonly facts: ReadonlyArray<FactShown>;
  readonly scope: Readonly<Record<string, string>>;
  readonly triage: TriageShown | null;
  readonly assigned_to: string | null;
  readonly incident: string | null;
};
export type Customer = {
  readonly name?: string;
  readonly handle?: string;
};
export type DestinationShown = {
  readonly channel: string;
  readonly account: string;
  readonly thread: string;
  readonly parent: string;
  readonly public: boolean;
};
export type Direction = "incoming" | "outgoing";
export type DraftKind = "reply" | "holding";
export type DraftShown = {
  readonly id: string;
  readonly conversation: string;
  readonly turn: number;
  readonly state: DraftState;
  readonly kind: DraftKind;
  readonly stance: Stance;
  readonly instruction: string;
  readonly revision: string | null;
  readonly requested_at: string;
  readonly updated_at: string;
  readonly reason: Reason | null;
  readonly explanation: string;
  readonly questions: ReadonlyArray<string>;
  readonly role: string;
  readonly held: boolean;
  readonly held_until: string | null;
  readonly held_why: string;
  readonly problem: string;
  readonly bundle: string;
  readonly chosen_at: string | null;
  readonly side: Side;
};
export type DraftState = "requested" | "in_review" | "approved" | "posted" | "failed" | "rejected" | "superseded";
export type DraftWithText = {
  readonly id: string;
  readonly conversation: string;
  readonly turn: number;
  readonly state: DraftState;
  readonly kind: DraftKind;
  readonly stance: Stance;
  readonly instruction: string;
  readonly revision: string | null;
  readonly requested_at: string;
  readonly updated_at: string;
  readonly reason: Reason | null;
  readonly explanation: string;
  readonly questions: ReadonlyArray<string>;
  readonly role: string;
  readonly held: boolean;
  readonly held_until: string | null;
  readonly held_why: string;
  readonly problem: string;
  readonly bundle: string;
  readonly chosen_at: string | null;
  readonly side: Side;
  readonly current: RevisionShown | null;
  readonly links: Readonly<Record<string, string>>;
};
export type Evidence = "policy" | "fact" | "courtesy" | "unsupported";
export type FactShown = {
  readonly name: string;
  readonly value: string;
  readonly source: FactSource;
  readonly at?: string | null;
  readonly origin?: string;
};
export type FactSource = "request" | "lookup" | "agent" | "customer";
export type FindingShown = {
  readonly code: string;
  readonly severity: Severity;
  readonly why: string;
  readonly words: string;
  readonly start: number;
  readonly end: number;
  readonly mend: string;
  readonly clause: string | null;
};
export type HandedOver = {
  readonly posting: PostingShown;
  readonly text: string;
  readonly digest: string;
  readonly token: string;
  readonly expires_at: string;
};
export type InTheBox = "same" | "changed" | "gone";
export type LicensedShown = {
  readonly kind: string;
  readonly words: string;
  readonly start: number;
  readonly end: number;
  readonly object: string;
  readonly amount: string;
  readonly at_most: boolean;
  readonly period: string;
  readonly day: string | null;
  readonly conditions: ReadonlyArray<string>;
  readonly polarity: string;
  readonly actor: string;
  readonly licensed_by: CitationShown | null;
  readonly bound: string;
};
export type LinkSecret = {
  readonly link: string;
  readonly give?: "cookie" | "token";
  readonly browser?: string;
};
export type MessageKind = "complaint" | "question" | "praise" | "sales" | "abuse" | "spam" | "safety" | "other";
export type MessageShown = {
  readonly id: string;
  readonly direction: Direction;
  readonly author: string;
  readonly text: string;
  readonly remote: string;
  readonly turn: number;
  readonly sent_at: string;
  readonly received_at: string;
  readonly link: string;
  readonly replaces: string | null;
  readonly removed: boolean;
};
export type NewApproval = {
  readonly digest: string;
};
export type NewConversation = {
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly claimed?: Readonly<Record<string, unknown>>;
  readonly scope?: Readonly<Record<string, unknown>>;
  readonly channel: string;
  readonly account?: string;
  readonly thread?: string;
  readonly message_id?: string;
  readonly text: string;
  readonly customer?: Customer;
  readonly public?: boolean;
  readonly subject?: string;
  readonly link?: string;
  readonly sent_at?: string | null;
};
export type NewDraft = {
  readonly stance?: Stance;
  readonly instruction?: string;
};
export type NewHold = {
  readonly held: boolean;
  readonly until?: string | null;
  readonly why?: string;
};
export type NewRejection = {
  readonly reason: string;
};
export type NewRevision = {
  readonly text: string;
  readonly based_on?: string | null;
  readonly citing?: ReadonlyArray<Cited> | null;
};
export type Pairing = {
  readonly code: string;
  readonly browser?: string;
};
export type Part = "greeting" | "acknowledgement" | "empathy" | "apology" | "policy" | "resolution" | "next_step" | "question" | "thanks" | "closing";
export type PersonShown = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly roles: ReadonlyArray<Role>;
  readonly active: boolean;
};
export type PostingShown = {
  readonly id: string;
  readonly approval: string;
  readonly conversation: string;
  readonly draft: string;
  readonly revision: string;
  readonly turn: number;
  readonly destination: DestinationShown;
  readonly text: string;
  readonly digest: string;
  readonly state: PostingState;
  readonly attempt: number;
  readonly not_before: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly quarantine_until: string | null;
  readonly remote: string;
  readonly link: string;
  readonly read_back: string;
  readonly evidence: ReadonlyArray<string>;
};
export type PostingState = "queued" | "sending" | "unknown" | "needs_human" | "posted" | "void" | "refused" | "closed";
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly next: string;
  readonly errors?: ReadonlyArray<{
  readonly at?: string;
  readonly says?: string;
}>;
  readonly findings?: ReadonlyArray<string>;
  readonly incident?: string;
};
export type Reason = "policy_silent" | "policies_conflict" | "facts_missing" | "above_authority" | "not_yet_in_force" | "incident_hold" | "sensitive" | "no_reply_needed" | "language";
export type Report = {
  readonly posted?: boolean;
  readonly token: string;
  readonly text?: string;
  readonly remote?: string;
  readonly link?: string;
};
export type RequirementShown = {
  readonly roles: ReadonlyArray<string>;
  readonly people: number;
  readonly why: string;
  readonly caps?: ReadonlyArray<string>;
};
export type RevisionShown = {
  readonly id: string;
  readonly draft: string;
  readonly number: number;
  readonly text: string;
  readonly digest: string;
  readonly sentences: ReadonlyArray<SentenceShown>;
  readonly commitments: ReadonlyArray<CommitmentShown>;
  readonly findings: ReadonlyArray<FindingShown>;
  readonly consulted: ReadonlyArray<CitationShown>;
  readonly attribution: AttributionShown;
  readonly author: string | null;
  readonly based_on: string | null;
  readonly at: string;
  readonly blocked: boolean;
};
export type Role = "agent" | "approver" | "policy_owner" | "admin" | "legal" | "safety" | "press";
export type SentenceShown = {
  readonly text: string;
  readonly part: Part;
  readonly citations: ReadonlyArray<CitationShown>;
};
export type SessionShown = {
  readonly person: PersonShown;
  readonly csrf: string;
  readonly token: string;
  readonly expires_at: string;
};
export type Severity = "block" | "look" | "note";
export type SheetShown = {
  readonly digest: string;
  readonly conversation: ConversationShown;
  readonly messages: ReadonlyArray<MessageShown>;
  readonly draft: DraftShown;
  readonly revision: RevisionShown;
  readonly clauses: ReadonlyArray<ClauseBeside>;
  readonly destination: DestinationShown;
  readonly commitments: ReadonlyArray<LicensedShown>;
  readonly findings: ReadonlyArray<FindingShown>;
  readonly evidence: ReadonlyArray<Evidence>;
  readonly requirement: RequirementShown;
  readonly fallen: ReadonlyArray<CitationShown>;
  readonly approvals: ReadonlyArray<ApprovalShown>;
  readonly blocked: boolean;
};
export type Side = "whole" | "public_note" | "private_message" | "everybody";
export type SitesShown = {
  readonly off: Readonly<Record<string, string>>;
};
export type Stance = "best" | "accept" | "decline" | "ask";
export type ToTry = {
  readonly text: string;
};
export type TriageShown = {
  readonly kind: MessageKind;
  readonly feeling: string;
  readonly urgency: Urgency;
  readonly language: string;
  readonly needs_reply: boolean;
  readonly role: string;
  readonly topics: ReadonlyArray<string>;
  readonly reasons: ReadonlyArray<string>;
};
export type Urgency = "now" | "soon" | "normal";
export type Who = {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly roles: ReadonlyArray<string>;
  readonly scopes: ReadonlyArray<string>;
  readonly csrf: string;
};
export interface Operations {
  sign_in_by_pairing: { at: {  }; body: Pairing; answer: SessionShown };
  sign_in_by_link: { at: {  }; body: LinkSecret; answer: SessionShown };
  read_session: { at: {  }; body: undefined; answer: Who };
  sign_out: { at: {  }; body: undefined; answer: undefined };
  read_sites: { at: {  }; body: undefined; answer: SitesShown };
  open_conversation: { at: {  }; body: NewConversation; answer: ConversationShown };
  list_drafts: { at: { conversation_id: string; }; body: undefined; answer: ReadonlyArray<DraftShown> };
  request_draft: { at: { conversation_id: string; }; body: NewDraft; answer: DraftWithText };
  request_pair: { at: { conversation_id: string; }; body: undefined; answer: ReadonlyArray<DraftWithText> };
  list_beside: { at: { draft_id: string; }; body: undefined; answer: ReadonlyArray<DraftWithText> };
  request_beside: { at: { draft_id: string; }; body: NewDraft; answer: DraftWithText };
  choose_draft: { at: { draft_id: string; }; body: undefined; answer: DraftShown };
  read_draft: { at: { draft_id: string; }; body: undefined; answer: DraftWithText };
  watch_draft: { at: { draft_id: string; }; body: undefined; answer: undefined };
  read_sheet: { at: { draft_id: string; }; body: undefined; answer: SheetShown };
  check_draft_text: { at: { draft_id: string; }; body: ToTry; answer: CheckShown };
  revise_draft: { at: { draft_id: string; }; body: NewRevision; answer: RevisionShown };
  approve_draft: { at: { draft_id: string; }; body: NewApproval; answer: Approved };
  list_postings_of_draft: { at: { draft_id: string; }; body: undefined; answer: ReadonlyArray<PostingShown> };
  reject_draft: { at: { draft_id: string; }; body: NewRejection; answer: DraftShown };
  hold_draft: { at: { draft_id: string; }; body: NewHold; answer: DraftShown };
  withdraw_approval: { at: { draft_id: string; }; body: undefined; answer: DraftShown };
  hand_over_posting: { at: { posting_id: string; }; body: undefined; answer: HandedOver };
  read_box: { at: { posting_id: string; }; body: BoxSeen; answer: BoxShown };
  report_posting: { at: { posting_id: string; }; body: Report; answer: PostingShown };
  read_clause: { at: { policy: string; name: string; }; body: undefined; answer: ClauseShown };
}
export const OPERATIONS = {
  sign_in_by_pairing: {"method": "POST", "path": "/v1/session/pairing"},
  sign_in_by_link: {"method": "POST", "path": "/v1/session/link"},
  read_session: {"method": "GET", "path": "/v1/session"},
  sign_out: {"method": "DELETE", "path": "/v1/session"},
  read_sites: {"method": "GET", "path": "/v1/extension/sites"},
  open_conversation: {"method": "POST", "path": "/v1/conversations"},
  list_drafts: {"method": "GET", "path": "/v1/conversations/{conversation_id}/drafts"},
  request_draft: {"method": "POST", "path": "/v1/conversations/{conversation_id}/drafts"},
  request_pair: {"method": "POST", "path": "/v1/conversations/{conversation_id}/pairs"},
  list_beside: {"method": "GET", "path": "/v1/drafts/{draft_id}/beside"},
  request_beside: {"method": "POST", "path": "/v1/drafts/{draft_id}/beside"},
  choose_draft: {"method": "POST", "path": "/v1/drafts/{draft_id}/choice"},
  read_draft: {"method": "GET", "path": "/v1/drafts/{draft_id}"},
  watch_draft: {"method": "GET", "path": "/v1/drafts/{draft_id}/events"},
  read_sheet: {"method": "GET", "path": "/v1/drafts/{draft_id}/sheet"},
  check_draft_text: {"method": "POST", "path": "/v1/drafts/{draft_id}/check"},
  revise_draft: {"method": "POST", "path": "/v1/drafts/{draft_id}/revisions"},
  approve_draft: {"method": "POST", "path": "/v1/drafts/{draft_id}/approvals"},
  list_postings_of_draft: {"method": "GET", "path": "/v1/drafts/{draft_id}/postings"},
  reject_draft: {"method": "POST", "path": "/v1/drafts/{draft_id}/rejections"},
  hold_draft: {"method": "POST", "path": "/v1/drafts/{draft_id}/hold"},
  withdraw_approval: {"method": "POST", "path": "/v1/drafts/{draft_id}/withdrawal"},
  hand_over_posting: {"method": "POST", "path": "/v1/postings/{posting_id}/hand-over"},
  read_box: {"method": "POST", "path": "/v1/postings/{posting_id}/box"},
  report_posting: {"method": "POST", "path": "/v1/postings/{posting_id}/report"},
  read_clause: {"method": "GET", "path": "/v1/clauses/{policy}/{name}"},
} as const;
