BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE api_keys (
	workspace VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	name TEXT NOT NULL, 
	key_hash VARCHAR NOT NULL, 
	scopes TEXT NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	revoked_at VARCHAR(32), 
	PRIMARY KEY (workspace, id), 
	CONSTRAINT fk_api_keys_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace)
);
CREATE TABLE approvals (
	workspace VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	conversation VARCHAR NOT NULL, 
	turn INTEGER NOT NULL, 
	draft VARCHAR NOT NULL, 
	revision VARCHAR NOT NULL, 
	text_digest VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	account TEXT NOT NULL, 
	thread TEXT NOT NULL, 
	parent TEXT NOT NULL, 
	public BOOLEAN NOT NULL, 
	last_message VARCHAR NOT NULL, 
	citations TEXT NOT NULL, 
	sheet_digest VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	expires_at VARCHAR(32) NOT NULL, 
	why_void TEXT NOT NULL, 
	PRIMARY KEY (workspace, id), 
	CONSTRAINT fk_approvals_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace), 
	CONSTRAINT approval_with_digest UNIQUE (workspace, id, text_digest), 
	CONSTRAINT ck_approvals_known_state CHECK (state IN ('counted', 'live', 'spent', 'void')), 
	CONSTRAINT fk_approvals_workspace_conversation_draft FOREIGN KEY(workspace, conversation, draft) REFERENCES drafts (workspace, conversation, id), 
	CONSTRAINT fk_approvals_workspace_conversation_last_message FOREIGN KEY(workspace, conversation, last_message) REFERENCES messages (workspace, conversation, id), 
	CONSTRAINT fk_approvals_workspace_draft_revision_text_digest FOREIGN KEY(workspace, draft, revision, text_digest) REFERENCES revisions (workspace, draft, id, digest), 
	CONSTRAINT fk_approvals_workspace_person FOREIGN KEY(workspace, person) REFERENCES people (workspace, id)
);
INSERT INTO "approvals" VALUES('main','apr_1a200cd12d7edb57cadff36cbb3ad4f','cnv_1a200cd116eebb9a1b89dbd90baba2e',1,'drf_1a200cd11977ca18e497602a1a3a07f','rev_1a200cd1235b4c6a70847b6f6a24236','fa42562b652a6afb9cdbdcc788b0f11c77d417dfd8696c89122260be34ea06a2','counting','shop','t1','m1',1,'msg_1a200cd116e7ba82d4a53115d8652ff','[{"clause":"refunds#late","version":"v1-late"}]','a8777fd15cbb7dad699addbe4f78f9ae25ce3a13ab51d777f3e6626a2272859b','per_1a200cd1131ce55889c3eb9e4f381cb','spent','2026-03-02T09:30:00.000000+00:00','2026-03-03T09:30:00.000000+00:00','');
INSERT INTO "approvals" VALUES('main','apr_1a200cd1431d24008e964f1dbb40ab6','cnv_1a200cd13e5251d8dd19618c37ed5b4',1,'drf_1a200cd13e8908186935dca10ba7523','rev_1a200cd141468fc8bb5290e664598e1','13605a9fa999b746e20634ac10e93523901edef7348c95d8b019ea59c101ef44','counting','shop','t2','m2',1,'msg_1a200cd13e52a4336cf7a0fcb23eb4b','[{"clause":"refunds#late","version":"v1-late"}]','c92e286a403a5b98d5c62a39edd7f82684ad0eb7ddfee003981d0435623d1324','per_1a200cd1131ce55889c3eb9e4f381cb','live','2026-03-02T09:30:00.000000+00:00','2026-03-03T09:30:00.000000+00:00','');
INSERT INTO "approvals" VALUES('main','apr_1a200cd1502d65efb8fb8c2a3775ecb','cnv_1a200cd1482a29f7a07d03f8b486736',1,'drf_1a200cd14841324f38d71992dd3dab1','rev_1a200cd14d2ca749cb50c0af3b8ce57','0ef39d6499c552ca04523f3f1d0c16d1afc5da0447bf9eb4ebab1a5351f0f74f','counting','shop','t3','m3',1,'msg_1a200cd14825c61ccb491e32ae0f29c','[{"clause":"refunds#late","version":"v1-late"}]','7344ce7e8f4ce60cee3cf3793e855d06711871e50d02f307fe4d3cf90c5c87a0','per_1a200cd115521fdee121b4090642608','counted','2026-03-02T09:30:00.000000+00:00','2026-03-03T09:30:00.000000+00:00','');
INSERT INTO "approvals" VALUES('main','apr_1a200cd15807c8c8f83bd4f70bb1f5c','cnv_1a200cd15100627cb930e38af5bd6d9',1,'drf_1a200cd151f23c31a7fcc1df895fd7e','rev_1a200cd154c8e92a4010ca408a1e387','13605a9fa999b746e20634ac10e93523901edef7348c95d8b019ea59c101ef44','counting','shop','t4','m4',1,'msg_1a200cd1510463413074df4d2b6d11a','[{"clause":"refunds#late","version":"v1-late"}]','cd2b1c6147155068d4a42d7a3c037fa6f37762b509fa9dbd1fb3d5dca8c69a27','per_1a200cd1131ce55889c3eb9e4f381cb','live','2026-03-02T09:30:00.000000+00:00','2026-03-03T09:30:00.000000+00:00','');
CREATE TABLE audit (
	workspace VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	actor VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	detail TEXT NOT NULL, 
	"before" VARCHAR NOT NULL, 
	seal VARCHAR NOT NULL, 
	PRIMARY KEY (workspace, number), 
	CONSTRAINT fk_audit_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace)
);
INSERT INTO "audit" VALUES('main',1,'2026-03-02T09:30:00.000000+00:00','connector','conversation.opened','conversation:cnv_1a200cd116eebb9a1b89dbd90baba2e','{"message":"msg_1a200cd116e7ba82d4a53115d8652ff"}','0000000000000000000000000000000000000000000000000000000000000000','c2b167cb9dd1c4942728af1a116c0c33fcc33d0d468c0f4790a88f7888f84bb3');
INSERT INTO "audit" VALUES('main',2,'2026-03-02T09:30:00.000000+00:00','connector','draft.requested','draft:drf_1a200cd11977ca18e497602a1a3a07f','{"turn":1}','c2b167cb9dd1c4942728af1a116c0c33fcc33d0d468c0f4790a88f7888f84bb3','c8dbde85c8d4cb2274987f9facbb3b928cf8bceccea4133f9e923545c6062a16');
INSERT INTO "audit" VALUES('main',3,'2026-03-02T09:30:00.000000+00:00','pipeline','draft.proposed','draft:drf_1a200cd11977ca18e497602a1a3a07f','{"kind":"reply","reason":null,"revision":"rev_1a200cd1235b4c6a70847b6f6a24236","text":"fa42562b652a6afb9cdbdcc788b0f11c77d417dfd8696c89122260be34ea06a2"}','c8dbde85c8d4cb2274987f9facbb3b928cf8bceccea4133f9e923545c6062a16','81466d3747719ac34ac0e861bb3d0e9a9550a5e7d27202216d7a96047276287a');
INSERT INTO "audit" VALUES('main',4,'2026-03-02T09:30:00.000000+00:00','person:per_1a200cd1131ce55889c3eb9e4f381cb','draft.approved','approval:apr_1a200cd12d7edb57cadff36cbb3ad4f','{"draft":"drf_1a200cd11977ca18e497602a1a3a07f","revision":"rev_1a200cd1235b4c6a70847b6f6a24236","text":"fa42562b652a6afb9cdbdcc788b0f11c77d417dfd8696c89122260be34ea06a2","sheet":"a8777fd15cbb7dad699addbe4f78f9ae25ce3a13ab51d777f3e6626a2272859b","state":"live"}','81466d3747719ac34ac0e861bb3d0e9a9550a5e7d27202216d7a96047276287a','7a4c385651600f60b8697bd410837ecdfddbee6fed3eb3e9650c97d62fb71049');
INSERT INTO "audit" VALUES('main',5,'2026-03-02T09:30:00.000000+00:00','desk','posting.queued','posting:pst_1a200cd12eafc0037e8e4f08af50b53','{"approval":"apr_1a200cd12d7edb57cadff36cbb3ad4f"}','7a4c385651600f60b8697bd410837ecdfddbee6fed3eb3e9650c97d62fb71049','a332cb07661802c84400d5d6d93c3f925c9c3be92f164252bab0e6a8bd69432a');
INSERT INTO "audit" VALUES('main',6,'2026-03-02T09:30:00.000000+00:00','worker:w','posting.intent','posting:pst_1a200cd12eafc0037e8e4f08af50b53','{"attempt":1,"text":"fa42562b652a6afb9cdbdcc788b0f11c77d417dfd8696c89122260be34ea06a2","approval":"apr_1a200cd12d7edb57cadff36cbb3ad4f"}','a332cb07661802c84400d5d6d93c3f925c9c3be92f164252bab0e6a8bd69432a','cff7adcd2364604e2597bda44fca7be54eed9668ef465c963391c47aa6c1a80e');
INSERT INTO "audit" VALUES('main',7,'2026-03-02T09:30:00.000000+00:00','desk','posting.posted','posting:pst_1a200cd12eafc0037e8e4f08af50b53','{"remote":"post-0","text":"fa42562b652a6afb9cdbdcc788b0f11c77d417dfd8696c89122260be34ea06a2","same":1}','cff7adcd2364604e2597bda44fca7be54eed9668ef465c963391c47aa6c1a80e','def6a0fc0fcffcd40a08f8b139c3e096219df085e94aeacaf6781dd5dab6788b');
INSERT INTO "audit" VALUES('main',8,'2026-03-02T09:30:00.000000+00:00','connector','conversation.opened','conversation:cnv_1a200cd13e5251d8dd19618c37ed5b4','{"message":"msg_1a200cd13e52a4336cf7a0fcb23eb4b"}','def6a0fc0fcffcd40a08f8b139c3e096219df085e94aeacaf6781dd5dab6788b','b0a31cdf263c68125a4c9610825ed3ec77e71ff9adeec31f68b5506b7059d42e');
INSERT INTO "audit" VALUES('main',9,'2026-03-02T09:30:00.000000+00:00','connector','draft.requested','draft:drf_1a200cd13e8908186935dca10ba7523','{"turn":1}','b0a31cdf263c68125a4c9610825ed3ec77e71ff9adeec31f68b5506b7059d42e','f8e44ab2be58ea69c9c79d624aae21a165fef9c7b68ccab625e34f3be1a50898');
INSERT INTO "audit" VALUES('main',10,'2026-03-02T09:30:00.000000+00:00','pipeline','draft.proposed','draft:drf_1a200cd13e8908186935dca10ba7523','{"kind":"reply","reason":null,"revision":"rev_1a200cd141468fc8bb5290e664598e1","text":"13605a9fa999b746e20634ac10e93523901edef7348c95d8b019ea59c101ef44"}','f8e44ab2be58ea69c9c79d624aae21a165fef9c7b68ccab625e34f3be1a50898','29ccae16d15f7fcdbd7570206a6351c6fcab2a4f739f2704af358b47e829fa92');
INSERT INTO "audit" VALUES('main',11,'2026-03-02T09:30:00.000000+00:00','person:per_1a200cd1131ce55889c3eb9e4f381cb','draft.approved','approval:apr_1a200cd1431d24008e964f1dbb40ab6','{"draft":"drf_1a200cd13e8908186935dca10ba7523","revision":"rev_1a200cd141468fc8bb5290e664598e1","text":"13605a9fa999b746e20634ac10e93523901edef7348c95d8b019ea59c101ef44","sheet":"c92e286a403a5b98d5c62a39edd7f82684ad0eb7ddfee003981d0435623d1324","state":"live"}','29ccae16d15f7fcdbd7570206a6351c6fcab2a4f739f2704af358b47e829fa92','26315e210e7d7869c00d92f93b51da5e2811c074c3bc7510d337eff98345c53d');
INSERT INTO "audit" VALUES('main',12,'2026-03-02T09:30:00.000000+00:00','desk','posting.queued','posting:pst_1a200cd1432f93169c2b3eedfd404d6','{"approval":"apr_1a200cd1431d24008e964f1dbb40ab6"}','26315e210e7d7869c00d92f93b51da5e2811c074c3bc7510d337eff98345c53d','55c5dbc024091241f82577e2c51e1c39315b2ace95347573cdd53321b3d8917a');
INSERT INTO "audit" VALUES('main',13,'2026-03-02T09:30:00.000000+00:00','worker:w','posting.intent','posting:pst_1a200cd1432f93169c2b3eedfd404d6','{"attempt":1,"text":"13605a9fa999b746e20634ac10e93523901edef7348c95d8b019ea59c101ef44","approval":"apr_1a200cd1431d24008e964f1dbb40ab6"}','55c5dbc024091241f82577e2c51e1c39315b2ace95347573cdd53321b3d8917a','4dece1de6e3a329db0d7c59103beeb5f46f4daeca6971983c9808350e139c118');
INSERT INTO "audit" VALUES('main',14,'2026-03-02T09:30:00.000000+00:00','desk','posting.unknown','posting:pst_1a200cd1432f93169c2b3eedfd404d6','{}','4dece1de6e3a329db0d7c59103beeb5f46f4daeca6971983c9808350e139c118','00896f3aa1dfcfe57e276c812861e67cd36476d8de41d78890a5d58d8e07da47');
INSERT INTO "audit" VALUES('main',15,'2026-03-02T09:30:00.000000+00:00','connector','conversation.opened','conversation:cnv_1a200cd1482a29f7a07d03f8b486736','{"message":"msg_1a200cd14825c61ccb491e32ae0f29c"}','00896f3aa1dfcfe57e276c812861e67cd36476d8de41d78890a5d58d8e07da47','73593e23c4ddb2cb03643402a1cc44283ab6844cd8971921f9d8b858fd7aaefe');
INSERT INTO "audit" VALUES('main',16,'2026-03-02T09:30:00.000000+00:00','connector','draft.requested','draft:drf_1a200cd14841324f38d71992dd3dab1','{"turn":1}','73593e23c4ddb2cb03643402a1cc44283ab6844cd8971921f9d8b858fd7aaefe','42bc66ab680d632499faf2a98c9838189e9dfd984a5e4b526095904e83af2a0a');
INSERT INTO "audit" VALUES('main',17,'2026-03-02T09:30:00.000000+00:00','pipeline','draft.proposed','draft:drf_1a200cd14841324f38d71992dd3dab1','{"kind":"reply","reason":null,"revision":"rev_1a200cd14ace99300c7ca358db7ebe2","text":"b7a2bcc82cca3f05f7e5ba996e8e445a48343cb4b17e285ebdca656e322cdf9f"}','42bc66ab680d632499faf2a98c9838189e9dfd984a5e4b526095904e83af2a0a','4783e8e8f46b389dd2370ef6a7d8e0258ea89fe24a713a2eca7feb5e63fd9710');
INSERT INTO "audit" VALUES('main',18,'2026-03-02T09:30:00.000000+00:00','person:per_1a200cd1131ce55889c3eb9e4f381cb','draft.revised','draft:drf_1a200cd14841324f38d71992dd3dab1','{"revision":"rev_1a200cd14d2ca749cb50c0af3b8ce57","text":"0ef39d6499c552ca04523f3f1d0c16d1afc5da0447bf9eb4ebab1a5351f0f74f","based_on":"rev_1a200cd14ace99300c7ca358db7ebe2"}','4783e8e8f46b389dd2370ef6a7d8e0258ea89fe24a713a2eca7feb5e63fd9710','3d3cff59c3a4a28d289250d69897fb5f17b5e7eccf3399d63261c915305bf156');
INSERT INTO "audit" VALUES('main',19,'2026-03-02T09:30:00.000000+00:00','person:per_1a200cd115521fdee121b4090642608','draft.approved','approval:apr_1a200cd1502d65efb8fb8c2a3775ecb','{"draft":"drf_1a200cd14841324f38d71992dd3dab1","revision":"rev_1a200cd14d2ca749cb50c0af3b8ce57","text":"0ef39d6499c552ca04523f3f1d0c16d1afc5da0447bf9eb4ebab1a5351f0f74f","sheet":"7344ce7e8f4ce60cee3cf3793e855d06711871e50d02f307fe4d3cf90c5c87a0","state":"counted"}','3d3cff59c3a4a28d289250d69897fb5f17b5e7eccf3399d63261c915305bf156','295676b615655c066f8dfc245719c1ae6c76e77ced6f3aa46f6e390c11c25829');
INSERT INTO "audit" VALUES('main',20,'2026-03-02T09:30:00.000000+00:00','connector','conversation.opened','conversation:cnv_1a200cd15100627cb930e38af5bd6d9','{"message":"msg_1a200cd1510463413074df4d2b6d11a"}','295676b615655c066f8dfc245719c1ae6c76e77ced6f3aa46f6e390c11c25829','b0dfa7fe58312b536c77ac1f1925400d7fdea332830baa2a2db4ec6fb9523ac3');
INSERT INTO "audit" VALUES('main',21,'2026-03-02T09:30:00.000000+00:00','connector','draft.requested','draft:drf_1a200cd151f23c31a7fcc1df895fd7e','{"turn":1}','b0dfa7fe58312b536c77ac1f1925400d7fdea332830baa2a2db4ec6fb9523ac3','626a5c52130259ee87abf4f846804b10865c89eff6a58de7235443bcd8f7de58');
INSERT INTO "audit" VALUES('main',22,'2026-03-02T09:30:00.000000+00:00','pipeline','draft.proposed','draft:drf_1a200cd151f23c31a7fcc1df895fd7e','{"kind":"reply","reason":null,"revision":"rev_1a200cd154c8e92a4010ca408a1e387","text":"13605a9fa999b746e20634ac10e93523901edef7348c95d8b019ea59c101ef44"}','626a5c52130259ee87abf4f846804b10865c89eff6a58de7235443bcd8f7de58','a5c8c6899807812fc3470117b3b74c6a3d046e1f630f4aca9b6ed3018738cc76');
INSERT INTO "audit" VALUES('main',23,'2026-03-02T09:30:00.000000+00:00','person:per_1a200cd1131ce55889c3eb9e4f381cb','draft.approved','approval:apr_1a200cd15807c8c8f83bd4f70bb1f5c','{"draft":"drf_1a200cd151f23c31a7fcc1df895fd7e","revision":"rev_1a200cd154c8e92a4010ca408a1e387","text":"13605a9fa999b746e20634ac10e93523901edef7348c95d8b019ea59c101ef44","sheet":"cd2b1c6147155068d4a42d7a3c037fa6f37762b509fa9dbd1fb3d5dca8c69a27","state":"live"}','a5c8c6899807812fc3470117b3b74c6a3d046e1f630f4aca9b6ed3018738cc76','d92ca63dd0fb171c7f0cab7f56647c5d715587718d98c56ee8bfadcbb15b7637');
INSERT INTO "audit" VALUES('main',24,'2026-03-02T09:30:00.000000+00:00','desk','posting.queued','posting:pst_1a200cd1581c12e1dd290fd23a59e3e','{"approval":"apr_1a200cd15807c8c8f83bd4f70bb1f5c"}','d92ca63dd0fb171c7f0cab7f56647c5d715587718d98c56ee8bfadcbb15b7637','fe10b4cc497b8862b34249a844a4f46f44d6eb121bd13b5d62b89938b6e7fe64');
INSERT INTO "audit" VALUES('main',25,'2026-03-02T09:30:00.000000+00:00','connector','conversation.opened','conversation:cnv_1a200cd15a65e65da9c44e1a60662c4','{"message":"msg_1a200cd15a67fc2117571088d76d272"}','fe10b4cc497b8862b34249a844a4f46f44d6eb121bd13b5d62b89938b6e7fe64','f5cec3d3595a8424bdd1c06bb8f0a27bf893d73f29800a523787eb518276b8f8');
INSERT INTO "audit" VALUES('main',26,'2026-03-02T09:30:00.000000+00:00','connector','draft.requested','draft:drf_1a200cd15a9f1151e4b45da30308c5b','{"turn":1}','f5cec3d3595a8424bdd1c06bb8f0a27bf893d73f29800a523787eb518276b8f8','228d93899b1cbcbaf8aff6338746fd31a0925e18d00876f24af393f8d9348a34');
CREATE TABLE clause_archive (
	workspace VARCHAR NOT NULL, 
	clause VARCHAR NOT NULL, 
	version VARCHAR NOT NULL, 
	policy VARCHAR NOT NULL, 
	policy_title TEXT NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	audience VARCHAR NOT NULL, 
	first_seen VARCHAR(32) NOT NULL, 
	PRIMARY KEY (workspace, clause, version), 
	CONSTRAINT fk_clause_archive_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace)
);
CREATE TABLE conversations (
	workspace VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	account TEXT NOT NULL, 
	thread TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	customer_name TEXT NOT NULL, 
	customer_handle TEXT NOT NULL, 
	public BOOLEAN NOT NULL, 
	turn INTEGER NOT NULL, 
	last_message VARCHAR NOT NULL, 
	last_remote TEXT NOT NULL, 
	opened_at VARCHAR(32) NOT NULL, 
	reply_due VARCHAR(32), 
	facts TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	triage TEXT, 
	kind VARCHAR, 
	urgency VARCHAR, 
	assigned_to VARCHAR, 
	PRIMARY KEY (workspace, id), 
	CONSTRAINT fk_conversations_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace), 
	CONSTRAINT fk_conversations_workspace_assigned_to FOREIGN KEY(workspace, assigned_to) REFERENCES people (workspace, id), 
	CONSTRAINT one_thread UNIQUE (workspace, channel, account, thread)
);
INSERT INTO "conversations" VALUES('main','cnv_1a200cd116eebb9a1b89dbd90baba2e','counting','shop','t1','','Kim','@kim',1,1,'msg_1a200cd116e7ba82d4a53115d8652ff','m1','2026-03-02T09:30:00.000000+00:00',NULL,'[]','{}','{"kind":"complaint","feeling":"neutral","urgency":"normal","language":"en","needs_reply":true,"role":"","topics":[],"reasons":[]}','complaint','normal',NULL);
INSERT INTO "conversations" VALUES('main','cnv_1a200cd13e5251d8dd19618c37ed5b4','counting','shop','t2','','Kim','@kim',1,1,'msg_1a200cd13e52a4336cf7a0fcb23eb4b','m2','2026-03-02T09:30:00.000000+00:00','2026-03-02T10:30:00.000000+00:00','[]','{}','{"kind":"complaint","feeling":"neutral","urgency":"normal","language":"en","needs_reply":true,"role":"","topics":[],"reasons":[]}','complaint','normal',NULL);
INSERT INTO "conversations" VALUES('main','cnv_1a200cd1482a29f7a07d03f8b486736','counting','shop','t3','','Kim','@kim',1,1,'msg_1a200cd14825c61ccb491e32ae0f29c','m3','2026-03-02T09:30:00.000000+00:00','2026-03-02T10:30:00.000000+00:00','[]','{}','{"kind":"complaint","feeling":"neutral","urgency":"normal","language":"en","needs_reply":true,"role":"","topics":[],"reasons":[]}','complaint','normal',NULL);
INSERT INTO "conversations" VALUES('main','cnv_1a200cd15100627cb930e38af5bd6d9','counting','shop','t4','','Kim','@kim',1,1,'msg_1a200cd1510463413074df4d2b6d11a','m4','2026-03-02T09:30:00.000000+00:00','2026-03-02T10:30:00.000000+00:00','[]','{}','{"kind":"complaint","feeling":"neutral","urgency":"normal","language":"en","needs_reply":true,"role":"","topics":[],"reasons":[]}','complaint','normal',NULL);
INSERT INTO "conversations" VALUES('main','cnv_1a200cd15a65e65da9c44e1a60662c4','counting','shop','t5','','Kim','@kim',1,1,'msg_1a200cd15a67fc2117571088d76d272','m5','2026-03-02T09:30:00.000000+00:00','2026-03-02T10:30:00.000000+00:00','[]','{}',NULL,NULL,NULL,NULL);
CREATE TABLE cursors (
	workspace VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	account TEXT NOT NULL, 
	cursor TEXT NOT NULL, 
	PRIMARY KEY (workspace, channel, account), 
	CONSTRAINT fk_cursors_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace)
);
CREATE TABLE drafts (
	workspace VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	conversation VARCHAR NOT NULL, 
	turn INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	stance VARCHAR NOT NULL, 
	instruction TEXT NOT NULL, 
	revision VARCHAR, 
	requested_at VARCHAR(32) NOT NULL, 
	due VARCHAR(32) NOT NULL, 
	updated_at VARCHAR(32) NOT NULL, 
	reason VARCHAR, 
	explanation TEXT NOT NULL, 
	questions TEXT NOT NULL, 
	role VARCHAR NOT NULL, 
	attempts INTEGER NOT NULL, 
	held BOOLEAN NOT NULL, 
	problem TEXT NOT NULL, 
	lease_owner VARCHAR DEFAULT '' NOT NULL, 
	lease_until VARCHAR(32), 
	PRIMARY KEY (workspace, id), 
	CONSTRAINT fk_drafts_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace), 
	CONSTRAINT ck_drafts_known_kind CHECK (kind IN ('reply', 'holding')), 
	CONSTRAINT ck_drafts_known_reason CHECK (reason IN ('policy_silent', 'policies_conflict', 'facts_missing', 'above_authority', 'not_yet_in_force', 'incident_hold', 'sensitive', 'no_reply_needed')), 
	CONSTRAINT ck_drafts_known_stance CHECK (stance IN ('best', 'accept', 'decline', 'ask')), 
	CONSTRAINT ck_drafts_known_state CHECK (state IN ('requested', 'in_review', 'approved', 'posted', 'failed', 'rejected', 'superseded')), 
	CONSTRAINT draft_in_conversation UNIQUE (workspace, conversation, id), 
	CONSTRAINT fk_drafts_workspace_conversation FOREIGN KEY(workspace, conversation) REFERENCES conversations (workspace, id)
);
INSERT INTO "drafts" VALUES('main','drf_1a200cd11977ca18e497602a1a3a07f','cnv_1a200cd116eebb9a1b89dbd90baba2e',1,'posted','reply','best','','rev_1a200cd1235b4c6a70847b6f6a24236','2026-03-02T09:30:00.000000+00:00','2026-03-02T10:30:00.000000+00:00','2026-03-02T09:30:00.000000+00:00',NULL,'','[]','',1,0,'','',NULL);
INSERT INTO "drafts" VALUES('main','drf_1a200cd13e8908186935dca10ba7523','cnv_1a200cd13e5251d8dd19618c37ed5b4',1,'approved','reply','best','','rev_1a200cd141468fc8bb5290e664598e1','2026-03-02T09:30:00.000000+00:00','2026-03-02T10:30:00.000000+00:00','2026-03-02T09:30:00.000000+00:00',NULL,'','[]','',1,0,'','',NULL);
INSERT INTO "drafts" VALUES('main','drf_1a200cd14841324f38d71992dd3dab1','cnv_1a200cd1482a29f7a07d03f8b486736',1,'in_review','reply','best','','rev_1a200cd14d2ca749cb50c0af3b8ce57','2026-03-02T09:30:00.000000+00:00','2026-03-02T10:30:00.000000+00:00','2026-03-02T09:30:00.000000+00:00',NULL,'','[]','',1,0,'','',NULL);
INSERT INTO "drafts" VALUES('main','drf_1a200cd151f23c31a7fcc1df895fd7e','cnv_1a200cd15100627cb930e38af5bd6d9',1,'approved','reply','best','','rev_1a200cd154c8e92a4010ca408a1e387','2026-03-02T09:30:00.000000+00:00','2026-03-02T10:30:00.000000+00:00','2026-03-02T09:30:00.000000+00:00',NULL,'','[]','',1,0,'','',NULL);
INSERT INTO "drafts" VALUES('main','drf_1a200cd15a9f1151e4b45da30308c5b','cnv_1a200cd15a65e65da9c44e1a60662c4',1,'requested','reply','best','',NULL,'2026-03-02T09:30:00.000000+00:00','2026-03-02T10:30:00.000000+00:00','2026-03-02T09:30:00.000000+00:00',NULL,'','[]','',0,0,'','',NULL);
CREATE TABLE follow_ups (
	workspace VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	conversation VARCHAR NOT NULL, 
	draft VARCHAR, 
	what TEXT NOT NULL, 
	role VARCHAR NOT NULL, 
	due VARCHAR(32) NOT NULL, 
	done_at VARCHAR(32), 
	PRIMARY KEY (workspace, id), 
	CONSTRAINT fk_follow_ups_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace), 
	CONSTRAINT fk_follow_ups_workspace_conversation FOREIGN KEY(workspace, conversation) REFERENCES conversations (workspace, id), 
	CONSTRAINT fk_follow_ups_workspace_draft FOREIGN KEY(workspace, draft) REFERENCES drafts (workspace, id)
);
INSERT INTO "follow_ups" VALUES('main','fup_1a200cd13980ad17fb826006eaaeb12','cnv_1a200cd116eebb9a1b89dbd90baba2e','drf_1a200cd11977ca18e497602a1a3a07f','Hello Kim, we refund 5.','','2026-03-03T09:30:00.000000+00:00',NULL);
CREATE TABLE idempotency (
	workspace VARCHAR NOT NULL, 
	principal VARCHAR NOT NULL, 
	"key" TEXT NOT NULL, 
	request_digest VARCHAR NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	status INTEGER, 
	headers TEXT, 
	body BLOB, 
	PRIMARY KEY (workspace, principal, "key"), 
	CONSTRAINT fk_idempotency_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace)
);
CREATE TABLE messages (
	workspace VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	conversation VARCHAR NOT NULL, 
	direction VARCHAR NOT NULL, 
	author TEXT NOT NULL, 
	text TEXT NOT NULL, 
	remote TEXT NOT NULL, 
	turn INTEGER NOT NULL, 
	sent_at VARCHAR(32) NOT NULL, 
	received_at VARCHAR(32) NOT NULL, 
	link TEXT NOT NULL, 
	erased_at VARCHAR(32), 
	PRIMARY KEY (workspace, id), 
	CONSTRAINT fk_messages_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace), 
	CONSTRAINT ck_messages_known_direction CHECK (direction IN ('incoming', 'outgoing')), 
	CONSTRAINT fk_messages_workspace_conversation FOREIGN KEY(workspace, conversation) REFERENCES conversations (workspace, id), 
	CONSTRAINT message_in_conversation UNIQUE (workspace, conversation, id)
);
INSERT INTO "messages" VALUES('main','msg_1a200cd116e7ba82d4a53115d8652ff','cnv_1a200cd116eebb9a1b89dbd90baba2e','incoming','Kim','It came late, case 1.','m1',1,'2026-03-02T09:30:00.000000+00:00','2026-03-02T09:30:00.000000+00:00','',NULL);
INSERT INTO "messages" VALUES('main','msg_1a200cd13971323e4b4bd9c92cf6b58','cnv_1a200cd116eebb9a1b89dbd90baba2e','outgoing','','Hello Kim, we refund 5.','post-0',1,'2026-03-02T09:30:00.000000+00:00','2026-03-02T09:30:00.000000+00:00','https://counting.invalid/0',NULL);
INSERT INTO "messages" VALUES('main','msg_1a200cd13e52a4336cf7a0fcb23eb4b','cnv_1a200cd13e5251d8dd19618c37ed5b4','incoming','Kim','It came late, case 2.','m2',1,'2026-03-02T09:30:00.000000+00:00','2026-03-02T09:30:00.000000+00:00','',NULL);
INSERT INTO "messages" VALUES('main','msg_1a200cd14825c61ccb491e32ae0f29c','cnv_1a200cd1482a29f7a07d03f8b486736','incoming','Kim','It came late, case 3.','m3',1,'2026-03-02T09:30:00.000000+00:00','2026-03-02T09:30:00.000000+00:00','',NULL);
INSERT INTO "messages" VALUES('main','msg_1a200cd1510463413074df4d2b6d11a','cnv_1a200cd15100627cb930e38af5bd6d9','incoming','Kim','It came late, case 4.','m4',1,'2026-03-02T09:30:00.000000+00:00','2026-03-02T09:30:00.000000+00:00','',NULL);
INSERT INTO "messages" VALUES('main','msg_1a200cd15a67fc2117571088d76d272','cnv_1a200cd15a65e65da9c44e1a60662c4','incoming','Kim','A fifth.','m5',1,'2026-03-02T09:30:00.000000+00:00','2026-03-02T09:30:00.000000+00:00','',NULL);
CREATE TABLE people (
	workspace VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	email TEXT NOT NULL, 
	name TEXT NOT NULL, 
	password_hash VARCHAR NOT NULL, 
	active BOOLEAN NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (workspace, id), 
	CONSTRAINT fk_people_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace)
);
INSERT INTO "people" VALUES('main','per_1a200cd1131ce55889c3eb9e4f381cb','ada@shop.example','ada','',1,'2026-03-02T09:30:00.000000+00:00');
INSERT INTO "people" VALUES('main','per_1a200cd115521fdee121b4090642608','ben@shop.example','ben','',1,'2026-03-02T09:30:00.000000+00:00');
INSERT INTO "people" VALUES('main','per_1a200cd1157f75e1eeeedcbdcf436f2','cleo@shop.example','cleo','',1,'2026-03-02T09:30:00.000000+00:00');
INSERT INTO "people" VALUES('main','per_1a200cd115744de538d4e342d395a7c','dan@shop.example','dan','',1,'2026-03-02T09:30:00.000000+00:00');
CREATE TABLE person_roles (
	workspace VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	PRIMARY KEY (workspace, person, role), 
	CONSTRAINT fk_person_roles_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace), 
	CONSTRAINT ck_person_roles_known_role CHECK (role IN ('agent', 'approver', 'policy_owner', 'admin', 'legal', 'safety', 'press')), 
	CONSTRAINT fk_person_roles_workspace_person FOREIGN KEY(workspace, person) REFERENCES people (workspace, id)
);
INSERT INTO "person_roles" VALUES('main','per_1a200cd1131ce55889c3eb9e4f381cb','agent');
INSERT INTO "person_roles" VALUES('main','per_1a200cd115521fdee121b4090642608','approver');
INSERT INTO "person_roles" VALUES('main','per_1a200cd1157f75e1eeeedcbdcf436f2','approver');
INSERT INTO "person_roles" VALUES('main','per_1a200cd115744de538d4e342d395a7c','policy_owner');
CREATE TABLE postings (
	workspace VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	approval VARCHAR NOT NULL, 
	conversation VARCHAR NOT NULL, 
	draft VARCHAR NOT NULL, 
	revision VARCHAR NOT NULL, 
	turn INTEGER NOT NULL, 
	channel VARCHAR NOT NULL, 
	account TEXT NOT NULL, 
	thread TEXT NOT NULL, 
	parent TEXT NOT NULL, 
	public BOOLEAN NOT NULL, 
	text TEXT NOT NULL, 
	digest VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	attempt INTEGER NOT NULL, 
	not_before VARCHAR(32) NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	updated_at VARCHAR(32) NOT NULL, 
	lease_owner VARCHAR NOT NULL, 
	lease_until VARCHAR(32), 
	quarantine_until VARCHAR(32), 
	remote TEXT NOT NULL, 
	link TEXT NOT NULL, 
	read_back TEXT NOT NULL, 
	evidence TEXT NOT NULL, 
	PRIMARY KEY (workspace, id), 
	CONSTRAINT fk_postings_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace), 
	CONSTRAINT ck_postings_attempt_counts_up CHECK (attempt >= 0), 
	CONSTRAINT ck_postings_known_state CHECK (state IN ('queued', 'sending', 'unknown', 'needs_human', 'posted', 'void', 'refused', 'closed')), 
	CONSTRAINT ck_postings_posted_has_remote CHECK (state <> 'posted' OR remote <> ''), 
	CONSTRAINT fk_postings_workspace_approval_digest FOREIGN KEY(workspace, approval, digest) REFERENCES approvals (workspace, id, text_digest), 
	CONSTRAINT fk_postings_workspace_conversation_draft FOREIGN KEY(workspace, conversation, draft) REFERENCES drafts (workspace, conversation, id), 
	CONSTRAINT one_posting_per_approval UNIQUE (workspace, approval), 
	CONSTRAINT one_posting_per_key UNIQUE (workspace, "key")
);
INSERT INTO "postings" VALUES('main','pst_1a200cd12eafc0037e8e4f08af50b53','apr_1a200cd12d7edb57cadff36cbb3ad4f','cnv_1a200cd116eebb9a1b89dbd90baba2e','drf_1a200cd11977ca18e497602a1a3a07f','rev_1a200cd1235b4c6a70847b6f6a24236',1,'counting','shop','t1','m1',1,'Hello Kim, we refund 5.','fa42562b652a6afb9cdbdcc788b0f11c77d417dfd8696c89122260be34ea06a2','key_1a200cd12eac52d68a0a6f8a66f989c','posted',1,'2026-03-02T09:30:00.000000+00:00','2026-03-02T09:30:00.000000+00:00','2026-03-02T09:30:00.000000+00:00','',NULL,NULL,'post-0','https://counting.invalid/0','Hello Kim, we refund 5.','["attempt 1 begun","posted"]');
INSERT INTO "postings" VALUES('main','pst_1a200cd1432f93169c2b3eedfd404d6','apr_1a200cd1431d24008e964f1dbb40ab6','cnv_1a200cd13e5251d8dd19618c37ed5b4','drf_1a200cd13e8908186935dca10ba7523','rev_1a200cd141468fc8bb5290e664598e1',1,'counting','shop','t2','m2',1,'Hello Kim.','13605a9fa999b746e20634ac10e93523901edef7348c95d8b019ea59c101ef44','key_1a200cd143226a8590b171bf304d561','unknown',1,'2026-03-02T09:30:00.000000+00:00','2026-03-02T09:30:00.000000+00:00','2026-03-02T09:30:00.000000+00:00','',NULL,'2026-03-02T09:30:30.000000+00:00','','','','["attempt 1 begun","outcome unknown: Timed out."]');
INSERT INTO "postings" VALUES('main','pst_1a200cd1581c12e1dd290fd23a59e3e','apr_1a200cd15807c8c8f83bd4f70bb1f5c','cnv_1a200cd15100627cb930e38af5bd6d9','drf_1a200cd151f23c31a7fcc1df895fd7e','rev_1a200cd154c8e92a4010ca408a1e387',1,'counting','shop','t4','m4',1,'Hello Kim.','13605a9fa999b746e20634ac10e93523901edef7348c95d8b019ea59c101ef44','key_1a200cd158d92fdd6d61c4e8cbc48ae','queued',0,'2026-03-02T09:30:00.000000+00:00','2026-03-02T09:30:00.000000+00:00','2026-03-02T09:30:00.000000+00:00','',NULL,NULL,'','','','[]');
CREATE TABLE progress (
	workspace VARCHAR NOT NULL, 
	draft VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	stage VARCHAR NOT NULL, 
	says TEXT NOT NULL, 
	partial TEXT NOT NULL, 
	PRIMARY KEY (workspace, draft, number), 
	CONSTRAINT fk_progress_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace), 
	CONSTRAINT fk_progress_workspace_draft FOREIGN KEY(workspace, draft) REFERENCES drafts (workspace, id)
);
CREATE TABLE rejections (
	workspace VARCHAR NOT NULL, 
	draft VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	revision VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	reason TEXT NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (workspace, draft, number), 
	CONSTRAINT fk_rejections_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace), 
	CONSTRAINT fk_rejections_workspace_draft_revision FOREIGN KEY(workspace, draft, revision) REFERENCES revisions (workspace, draft, id), 
	CONSTRAINT fk_rejections_workspace_person FOREIGN KEY(workspace, person) REFERENCES people (workspace, id)
);
CREATE TABLE revision_clauses (
	workspace VARCHAR NOT NULL, 
	revision VARCHAR NOT NULL, 
	clause VARCHAR NOT NULL, 
	version VARCHAR NOT NULL, 
	cited BOOLEAN NOT NULL, 
	PRIMARY KEY (workspace, revision, clause, version), 
	CONSTRAINT fk_revision_clauses_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace), 
	CONSTRAINT fk_revision_clauses_workspace_revision FOREIGN KEY(workspace, revision) REFERENCES revisions (workspace, id)
);
INSERT INTO "revision_clauses" VALUES('main','rev_1a200cd1235b4c6a70847b6f6a24236','refunds#late','v1-late',1);
INSERT INTO "revision_clauses" VALUES('main','rev_1a200cd141468fc8bb5290e664598e1','refunds#late','v1-late',1);
INSERT INTO "revision_clauses" VALUES('main','rev_1a200cd14ace99300c7ca358db7ebe2','refunds#late','v1-late',1);
INSERT INTO "revision_clauses" VALUES('main','rev_1a200cd14d2ca749cb50c0af3b8ce57','refunds#late','v1-late',1);
INSERT INTO "revision_clauses" VALUES('main','rev_1a200cd154c8e92a4010ca408a1e387','refunds#late','v1-late',1);
CREATE TABLE revisions (
	workspace VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	draft VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	digest VARCHAR NOT NULL, 
	sentences TEXT NOT NULL, 
	commitments TEXT NOT NULL, 
	findings TEXT NOT NULL, 
	consulted TEXT NOT NULL, 
	attribution TEXT NOT NULL, 
	author VARCHAR, 
	based_on VARCHAR, 
	at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (workspace, id), 
	CONSTRAINT fk_revisions_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace), 
	CONSTRAINT fk_revisions_workspace_author FOREIGN KEY(workspace, author) REFERENCES people (workspace, id), 
	CONSTRAINT fk_revisions_workspace_draft FOREIGN KEY(workspace, draft) REFERENCES drafts (workspace, id), 
	CONSTRAINT fk_revisions_workspace_draft_based_on FOREIGN KEY(workspace, draft, based_on) REFERENCES revisions (workspace, draft, id), 
	CONSTRAINT one_revision_per_number UNIQUE (workspace, draft, number), 
	CONSTRAINT revision_in_draft UNIQUE (workspace, draft, id), 
	CONSTRAINT revision_with_digest UNIQUE (workspace, draft, id, digest)
);
INSERT INTO "revisions" VALUES('main','rev_1a200cd1235b4c6a70847b6f6a24236','drf_1a200cd11977ca18e497602a1a3a07f',1,'Hello Kim, we refund 5.','fa42562b652a6afb9cdbdcc788b0f11c77d417dfd8696c89122260be34ea06a2','[{"text":"Hello Kim, we refund 5.","part":"resolution","citations":[{"clause":"refunds#late","version":"v1-late"}]}]','[{"kind":"refund","words":"refund","start":14,"end":20,"object":"","amount":{"money":{"amount":"5","currency":"EUR"}},"at_most":false,"period":null,"day":null,"conditions":[],"polarity":"will","actor":"us"}]','[]','[]','{"author":"composer","prompt":"","book":"","tokens_in":0,"tokens_out":0,"cost":0.0,"seconds":0.0,"note":""}',NULL,NULL,'2026-03-02T09:30:00.000000+00:00');
INSERT INTO "revisions" VALUES('main','rev_1a200cd141468fc8bb5290e664598e1','drf_1a200cd13e8908186935dca10ba7523',1,'Hello Kim.','13605a9fa999b746e20634ac10e93523901edef7348c95d8b019ea59c101ef44','[{"text":"Hello Kim.","part":"resolution","citations":[{"clause":"refunds#late","version":"v1-late"}]}]','[]','[]','[]','{"author":"composer","prompt":"","book":"","tokens_in":0,"tokens_out":0,"cost":0.0,"seconds":0.0,"note":""}',NULL,NULL,'2026-03-02T09:30:00.000000+00:00');
INSERT INTO "revisions" VALUES('main','rev_1a200cd14ace99300c7ca358db7ebe2','drf_1a200cd14841324f38d71992dd3dab1',1,'Hello Kim, we refund 400.','b7a2bcc82cca3f05f7e5ba996e8e445a48343cb4b17e285ebdca656e322cdf9f','[{"text":"Hello Kim, we refund 400.","part":"resolution","citations":[{"clause":"refunds#late","version":"v1-late"}]}]','[{"kind":"refund","words":"refund","start":14,"end":20,"object":"","amount":{"money":{"amount":"400","currency":"EUR"}},"at_most":false,"period":null,"day":null,"conditions":[],"polarity":"will","actor":"us"}]','[]','[]','{"author":"composer","prompt":"","book":"","tokens_in":0,"tokens_out":0,"cost":0.0,"seconds":0.0,"note":""}',NULL,NULL,'2026-03-02T09:30:00.000000+00:00');
INSERT INTO "revisions" VALUES('main','rev_1a200cd14d2ca749cb50c0af3b8ce57','drf_1a200cd14841324f38d71992dd3dab1',2,'Dear Kim, we refund 400.','0ef39d6499c552ca04523f3f1d0c16d1afc5da0447bf9eb4ebab1a5351f0f74f','[{"text":"Dear Kim, we refund 400.","part":"resolution","citations":[{"clause":"refunds#late","version":"v1-late"}]}]','[{"kind":"refund","words":"refund","start":13,"end":19,"object":"","amount":{"money":{"amount":"400","currency":"EUR"}},"at_most":false,"period":null,"day":null,"conditions":[],"polarity":"will","actor":"us"}]','[]','[]','{"author":"per_1a200cd1131ce55889c3eb9e4f381cb","prompt":"","book":"69cf342e55d3b50e1d70d8136d99b12dd95dda868c31b90d053297cb96f4eef6","tokens_in":0,"tokens_out":0,"cost":0.0,"seconds":0.0,"note":""}','per_1a200cd1131ce55889c3eb9e4f381cb','rev_1a200cd14ace99300c7ca358db7ebe2','2026-03-02T09:30:00.000000+00:00');
INSERT INTO "revisions" VALUES('main','rev_1a200cd154c8e92a4010ca408a1e387','drf_1a200cd151f23c31a7fcc1df895fd7e',1,'Hello Kim.','13605a9fa999b746e20634ac10e93523901edef7348c95d8b019ea59c101ef44','[{"text":"Hello Kim.","part":"resolution","citations":[{"clause":"refunds#late","version":"v1-late"}]}]','[]','[]','[]','{"author":"composer","prompt":"","book":"","tokens_in":0,"tokens_out":0,"cost":0.0,"seconds":0.0,"note":""}',NULL,NULL,'2026-03-02T09:30:00.000000+00:00');
CREATE TABLE sample_posts (
	workspace VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	thread TEXT NOT NULL, 
	parent TEXT NOT NULL, 
	text TEXT NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (workspace, id), 
	CONSTRAINT fk_sample_posts_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace)
);
CREATE TABLE sessions (
	workspace VARCHAR NOT NULL, 
	token_hash VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	csrf VARCHAR NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	expires_at VARCHAR(32) NOT NULL, 
	revoked_at VARCHAR(32), 
	PRIMARY KEY (workspace, token_hash), 
	CONSTRAINT fk_sessions_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace), 
	CONSTRAINT fk_sessions_workspace_person FOREIGN KEY(workspace, person) REFERENCES people (workspace, id)
);
CREATE TABLE sign_in_links (
	workspace VARCHAR NOT NULL, 
	token_hash VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	expires_at VARCHAR(32) NOT NULL, 
	used_at VARCHAR(32), 
	PRIMARY KEY (workspace, token_hash), 
	CONSTRAINT fk_sign_in_links_workspace FOREIGN KEY(workspace) REFERENCES workspaces (workspace), 
	CONSTRAINT fk_sign_in_links_workspace_person FOREIGN KEY(workspace, person) REFERENCES people (workspace, id)
);
CREATE TABLE workspaces (
	workspace VARCHAR NOT NULL, 
	name TEXT NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (workspace)
);
INSERT INTO "workspaces" VALUES('main','Main','2026-03-02T09:30:00.000000+00:00');
CREATE UNIQUE INDEX one_person_per_email ON people (workspace, email);
CREATE UNIQUE INDEX one_session_per_token ON sessions (token_hash);
CREATE INDEX sessions_of_person ON sessions (workspace, person);
CREATE UNIQUE INDEX one_link_per_token ON sign_in_links (token_hash);
CREATE UNIQUE INDEX one_program_per_key ON api_keys (key_hash);
CREATE INDEX conversations_due ON conversations (workspace, reply_due, id);
CREATE INDEX conversations_opened ON conversations (workspace, opened_at, id);
CREATE INDEX messages_by_remote ON messages (workspace, remote);
CREATE INDEX messages_of_conversation ON messages (workspace, conversation, received_at);
CREATE UNIQUE INDEX one_message_per_remote ON messages (workspace, conversation, remote) WHERE remote <> '';
CREATE INDEX drafts_by_state ON drafts (workspace, state, due, id);
CREATE INDEX drafts_of_conversation ON drafts (workspace, conversation, requested_at);
CREATE INDEX revisions_by_clause ON revision_clauses (workspace, clause, version);
CREATE INDEX follow_ups_due ON follow_ups (workspace, done_at, due);
CREATE INDEX follow_ups_of_conversation ON follow_ups (workspace, conversation);
CREATE INDEX approvals_by_state ON approvals (workspace, state);
CREATE INDEX approvals_of_draft ON approvals (workspace, draft);
CREATE UNIQUE INDEX one_live_approval_per_turn ON approvals (workspace, conversation, turn) WHERE state = 'live';
CREATE INDEX postings_by_change ON postings (workspace, updated_at, id);
CREATE INDEX postings_by_state ON postings (workspace, state, not_before, id);
CREATE INDEX postings_of_conversation ON postings (workspace, conversation);
CREATE INDEX postings_of_draft ON postings (workspace, draft);
CREATE INDEX audit_of_subject ON audit (workspace, subject);
CREATE INDEX idempotency_by_age ON idempotency (workspace, at);
CREATE INDEX sample_posts_by_key ON sample_posts (workspace, "key");
CREATE INDEX sample_posts_by_thread ON sample_posts (workspace, thread);
CREATE TRIGGER audit_keeps BEFORE DELETE ON audit WHEN TRUE BEGIN SELECT RAISE(ABORT, 'audit_keeps: rows are never deleted'); END;
CREATE TRIGGER approvals_keeps BEFORE DELETE ON approvals WHEN TRUE BEGIN SELECT RAISE(ABORT, 'approvals_keeps: rows are never deleted'); END;
CREATE TRIGGER postings_keeps BEFORE DELETE ON postings WHEN TRUE BEGIN SELECT RAISE(ABORT, 'postings_keeps: rows are never deleted'); END;
CREATE TRIGGER revisions_keeps BEFORE DELETE ON revisions WHEN TRUE BEGIN SELECT RAISE(ABORT, 'revisions_keeps: rows are never deleted'); END;
CREATE TRIGGER revision_clauses_keeps BEFORE DELETE ON revision_clauses WHEN TRUE BEGIN SELECT RAISE(ABORT, 'revision_clauses_keeps: rows are never deleted'); END;
CREATE TRIGGER messages_keeps BEFORE DELETE ON messages WHEN TRUE BEGIN SELECT RAISE(ABORT, 'messages_keeps: rows are never deleted'); END;
CREATE TRIGGER conversations_keeps BEFORE DELETE ON conversations WHEN TRUE BEGIN SELECT RAISE(ABORT, 'conversations_keeps: rows are never deleted'); END;
CREATE TRIGGER audit_stand BEFORE UPDATE ON audit WHEN TRUE BEGIN SELECT RAISE(ABORT, 'audit_stand: rows are never changed'); END;
CREATE TRIGGER revisions_stand BEFORE UPDATE ON revisions WHEN TRUE BEGIN SELECT RAISE(ABORT, 'revisions_stand: rows are never changed'); END;
CREATE TRIGGER revision_clauses_stand BEFORE UPDATE ON revision_clauses WHEN TRUE BEGIN SELECT RAISE(ABORT, 'revision_clauses_stand: rows are never changed'); END;
CREATE TRIGGER messages_stand BEFORE UPDATE ON messages WHEN (NEW.workspace IS DISTINCT FROM OLD.workspace OR NEW.id IS DISTINCT FROM OLD.id OR NEW.conversation IS DISTINCT FROM OLD.conversation OR NEW.direction IS DISTINCT FROM OLD.direction OR NEW.remote IS DISTINCT FROM OLD.remote OR NEW.turn IS DISTINCT FROM OLD.turn OR NEW.sent_at IS DISTINCT FROM OLD.sent_at OR NEW.received_at IS DISTINCT FROM OLD.received_at)
        OR OLD.erased_at IS NOT NULL
        OR NOT (NEW.erased_at IS NOT NULL AND NEW.text = '' AND NEW.author = '' AND NEW.link = '')
         BEGIN SELECT RAISE(ABORT, 'messages_stand: a message never changes; it can only be erased, once and whole'); END;
CREATE TRIGGER people_insert_apart BEFORE INSERT ON people WHEN EXISTS (SELECT 1 FROM api_keys o
                    WHERE o.workspace = NEW.workspace AND o.id = NEW.id) BEGIN SELECT RAISE(ABORT, 'people_insert_apart: no program has the id of a person'); END;
CREATE TRIGGER people_update_apart BEFORE UPDATE ON people WHEN EXISTS (SELECT 1 FROM api_keys o
                    WHERE o.workspace = NEW.workspace AND o.id = NEW.id) BEGIN SELECT RAISE(ABORT, 'people_update_apart: no program has the id of a person'); END;
CREATE TRIGGER api_keys_insert_apart BEFORE INSERT ON api_keys WHEN EXISTS (SELECT 1 FROM people o
                    WHERE o.workspace = NEW.workspace AND o.id = NEW.id) BEGIN SELECT RAISE(ABORT, 'api_keys_insert_apart: no program has the id of a person'); END;
CREATE TRIGGER api_keys_update_apart BEFORE UPDATE ON api_keys WHEN EXISTS (SELECT 1 FROM people o
                    WHERE o.workspace = NEW.workspace AND o.id = NEW.id) BEGIN SELECT RAISE(ABORT, 'api_keys_update_apart: no program has the id of a person'); END;
CREATE TRIGGER approvals_begin BEFORE INSERT ON approvals WHEN NEW.state NOT IN ('counted', 'live')
        OR NOT EXISTS (SELECT 1 FROM people p WHERE p.workspace = NEW.workspace
            AND p.id = NEW.person AND p.active)
        OR NOT EXISTS (SELECT 1 FROM drafts d JOIN revisions r
            ON r.workspace = d.workspace AND r.draft = d.id
            WHERE d.workspace = NEW.workspace AND d.id = NEW.draft AND d.turn = NEW.turn
            AND d.conversation = NEW.conversation
            AND r.id = NEW.revision AND r.digest = NEW.text_digest)
        OR NOT EXISTS (SELECT 1 FROM messages m WHERE m.workspace = NEW.workspace
            AND m.conversation = NEW.conversation AND m.id = NEW.last_message) BEGIN SELECT RAISE(ABORT, 'approvals_begin: an approval is an active person''s, of one revision of a draft, for the draft''s turn'); END;
CREATE TRIGGER approvals_stand BEFORE UPDATE ON approvals WHEN (NEW.workspace IS DISTINCT FROM OLD.workspace OR NEW.id IS DISTINCT FROM OLD.id OR NEW.conversation IS DISTINCT FROM OLD.conversation OR NEW.turn IS DISTINCT FROM OLD.turn OR NEW.draft IS DISTINCT FROM OLD.draft OR NEW.revision IS DISTINCT FROM OLD.revision OR NEW.text_digest IS DISTINCT FROM OLD.text_digest OR NEW.channel IS DISTINCT FROM OLD.channel OR NEW.account IS DISTINCT FROM OLD.account OR NEW.thread IS DISTINCT FROM OLD.thread OR NEW.parent IS DISTINCT FROM OLD.parent OR NEW.public IS DISTINCT FROM OLD.public OR NEW.last_message IS DISTINCT FROM OLD.last_message OR NEW.citations IS DISTINCT FROM OLD.citations OR NEW.sheet_digest IS DISTINCT FROM OLD.sheet_digest OR NEW.person IS DISTINCT FROM OLD.person OR NEW.at IS DISTINCT FROM OLD.at OR NEW.expires_at IS DISTINCT FROM OLD.expires_at) BEGIN SELECT RAISE(ABORT, 'approvals_stand: what was approved never changes'); END;
CREATE TRIGGER approvals_move BEFORE UPDATE ON approvals WHEN NEW.state <> OLD.state AND NOT (
            (OLD.state = 'counted' AND NEW.state IN ('live', 'void'))
            OR (OLD.state = 'live' AND NEW.state IN ('spent', 'void'))) BEGIN SELECT RAISE(ABORT, 'approvals_move: an approval moves from counted to live, and from live to spent or void'); END;
CREATE TRIGGER approvals_spent BEFORE UPDATE ON approvals WHEN NEW.state = 'spent' AND OLD.state <> 'spent' AND NOT EXISTS (SELECT 1 FROM postings q WHERE q.workspace = NEW.workspace
        AND q.approval = NEW.id AND q.state IN ('posted')) BEGIN SELECT RAISE(ABORT, 'approvals_spent: an approval is spent when its posting is posted, not before'); END;
CREATE TRIGGER approvals_held BEFORE UPDATE ON approvals WHEN NEW.state = 'void' AND OLD.state <> 'void' AND EXISTS (SELECT 1 FROM postings q WHERE q.workspace = NEW.workspace
        AND q.approval = NEW.id AND q.state IN ('sending', 'unknown', 'needs_human', 'posted')) BEGIN SELECT RAISE(ABORT, 'approvals_held: an approval is not void while its posting may still appear'); END;
CREATE TRIGGER postings_begin BEFORE INSERT ON postings WHEN NEW.state <> 'queued' OR NEW.attempt <> 0 OR NEW.remote <> ''
        OR NOT EXISTS (SELECT 1 FROM approvals a WHERE a.workspace = NEW.workspace
            AND a.id = NEW.approval AND a.state = 'live' AND a.text_digest = NEW.digest
            AND a.conversation = NEW.conversation AND a.turn = NEW.turn AND a.draft = NEW.draft AND a.revision = NEW.revision AND a.channel = NEW.channel AND a.account = NEW.account AND a.thread = NEW.thread AND a.parent = NEW.parent AND a.public = NEW.public) BEGIN SELECT RAISE(ABORT, 'postings_begin: a posting begins queued, for a live approval, at the place that was approved'); END;
CREATE TRIGGER postings_text BEFORE INSERT ON postings WHEN text_sha256(NEW.text) <> NEW.digest BEGIN SELECT RAISE(ABORT, 'postings_text: the text of a posting has the digest that was approved'); END;
CREATE TRIGGER postings_stand BEFORE UPDATE ON postings WHEN (NEW.workspace IS DISTINCT FROM OLD.workspace OR NEW.id IS DISTINCT FROM OLD.id OR NEW.approval IS DISTINCT FROM OLD.approval OR NEW.conversation IS DISTINCT FROM OLD.conversation OR NEW.draft IS DISTINCT FROM OLD.draft OR NEW.revision IS DISTINCT FROM OLD.revision OR NEW.turn IS DISTINCT FROM OLD.turn OR NEW.channel IS DISTINCT FROM OLD.channel OR NEW.account IS DISTINCT FROM OLD.account OR NEW.thread IS DISTINCT FROM OLD.thread OR NEW.parent IS DISTINCT FROM OLD.parent OR NEW.public IS DISTINCT FROM OLD.public OR NEW.text IS DISTINCT FROM OLD.text OR NEW.digest IS DISTINCT FROM OLD.digest OR NEW.key IS DISTINCT FROM OLD.key OR NEW.created_at IS DISTINCT FROM OLD.created_at) BEGIN SELECT RAISE(ABORT, 'postings_stand: what is posted, and where, never changes'); END;
CREATE TRIGGER postings_move BEFORE UPDATE ON postings WHEN NEW.state <> OLD.state AND NOT ((OLD.state = 'queued' AND NEW.state = 'needs_human') OR (OLD.state = 'queued' AND NEW.state = 'posted') OR (OLD.state = 'queued' AND NEW.state = 'sending') OR (OLD.state = 'queued' AND NEW.state = 'void') OR (OLD.state = 'sending' AND NEW.state = 'posted') OR (OLD.state = 'sending' AND NEW.state = 'queued') OR (OLD.state = 'sending' AND NEW.state = 'refused') OR (OLD.state = 'sending' AND NEW.state = 'unknown') OR (OLD.state = 'unknown' AND NEW.state = 'needs_human') OR (OLD.state = 'unknown' AND NEW.state = 'posted') OR (OLD.state = 'unknown' AND NEW.state = 'queued') OR (OLD.state = 'needs_human' AND NEW.state = 'closed') OR (OLD.state = 'needs_human' AND NEW.state = 'posted')) BEGIN SELECT RAISE(ABORT, 'postings_move: a posting does not move this way'); END;
CREATE TRIGGER postings_attempt BEFORE UPDATE ON postings WHEN NEW.attempt <> OLD.attempt
        + CASE WHEN OLD.state = 'queued' AND NEW.state = 'sending' THEN 1 ELSE 0 END
        OR (NEW.state = 'posted' AND NEW.attempt = 0) BEGIN SELECT RAISE(ABORT, 'postings_attempt: the attempt grows by one when the intent is committed, and only then'); END;
CREATE TRIGGER postings_end BEFORE UPDATE ON postings WHEN OLD.state IN ('posted', 'void', 'refused', 'closed')
        AND (NEW.workspace IS DISTINCT FROM OLD.workspace OR NEW.id IS DISTINCT FROM OLD.id OR NEW.approval IS DISTINCT FROM OLD.approval OR NEW.conversation IS DISTINCT FROM OLD.conversation OR NEW.draft IS DISTINCT FROM OLD.draft OR NEW.revision IS DISTINCT FROM OLD.revision OR NEW.turn IS DISTINCT FROM OLD.turn OR NEW.channel IS DISTINCT FROM OLD.channel OR NEW.account IS DISTINCT FROM OLD.account OR NEW.thread IS DISTINCT FROM OLD.thread OR NEW.parent IS DISTINCT FROM OLD.parent OR NEW.public IS DISTINCT FROM OLD.public OR NEW.text IS DISTINCT FROM OLD.text OR NEW.digest IS DISTINCT FROM OLD.digest OR NEW.key IS DISTINCT FROM OLD.key OR NEW.attempt IS DISTINCT FROM OLD.attempt OR NEW.not_before IS DISTINCT FROM OLD.not_before OR NEW.created_at IS DISTINCT FROM OLD.created_at OR NEW.lease_owner IS DISTINCT FROM OLD.lease_owner OR NEW.lease_until IS DISTINCT FROM OLD.lease_until OR NEW.quarantine_until IS DISTINCT FROM OLD.quarantine_until OR NEW.remote IS DISTINCT FROM OLD.remote OR NEW.link IS DISTINCT FROM OLD.link) BEGIN SELECT RAISE(ABORT, 'postings_end: a posting that has ended stays as it ended'); END;
CREATE TRIGGER postings_intent BEFORE UPDATE ON postings WHEN OLD.state = 'queued' AND NEW.state = 'sending' AND NOT EXISTS (
            SELECT 1 FROM approvals a
            JOIN people p ON p.workspace = a.workspace AND p.id = a.person
            JOIN drafts d ON d.workspace = a.workspace AND d.id = a.draft
            JOIN conversations c ON c.workspace = a.workspace AND c.id = a.conversation
            WHERE a.workspace = NEW.workspace AND a.id = NEW.approval AND a.state = 'live'
            AND p.active AND d.revision = a.revision
            AND c.turn = a.turn AND c.last_message = a.last_message) BEGIN SELECT RAISE(ABORT, 'postings_intent: intent needs a live approval by an active person of what still stands'); END;
CREATE TRIGGER audit_follows BEFORE INSERT ON audit WHEN NEW.number <> coalesce((SELECT max(b.number) FROM audit b WHERE b.workspace = NEW.workspace), 0) + 1 OR NEW.before <> coalesce(
            (SELECT b.seal FROM audit b WHERE b.workspace = NEW.workspace
                AND b.number = NEW.number - 1), '0000000000000000000000000000000000000000000000000000000000000000') BEGIN SELECT RAISE(ABORT, 'audit_follows: a row of the audit follows the one before, without a gap'); END;
CREATE TRIGGER pk_audit_insert BEFORE INSERT ON audit WHEN TRUE AND EXISTS (SELECT 1 FROM audit o WHERE o.workspace = NEW.workspace AND o.number = NEW.number AND TRUE) BEGIN SELECT RAISE(ABORT, 'pk_audit_insert: pk_audit'); END;
CREATE TRIGGER pk_approvals_insert BEFORE INSERT ON approvals WHEN TRUE AND EXISTS (SELECT 1 FROM approvals o WHERE o.workspace = NEW.workspace AND o.id = NEW.id AND TRUE) BEGIN SELECT RAISE(ABORT, 'pk_approvals_insert: pk_approvals'); END;
CREATE TRIGGER pk_approvals_update BEFORE UPDATE ON approvals WHEN TRUE AND EXISTS (SELECT 1 FROM approvals o WHERE o.workspace = NEW.workspace AND o.id = NEW.id AND TRUE AND o.rowid <> OLD.rowid) BEGIN SELECT RAISE(ABORT, 'pk_approvals_update: pk_approvals'); END;
CREATE TRIGGER one_live_approval_per_turn_insert BEFORE INSERT ON approvals WHEN NEW.state = 'live' AND EXISTS (SELECT 1 FROM approvals o WHERE o.workspace = NEW.workspace AND o.conversation = NEW.conversation AND o.turn = NEW.turn AND o.state = 'live') BEGIN SELECT RAISE(ABORT, 'one_live_approval_per_turn_insert: one_live_approval_per_turn'); END;
CREATE TRIGGER one_live_approval_per_turn_update BEFORE UPDATE ON approvals WHEN NEW.state = 'live' AND EXISTS (SELECT 1 FROM approvals o WHERE o.workspace = NEW.workspace AND o.conversation = NEW.conversation AND o.turn = NEW.turn AND o.state = 'live' AND o.rowid <> OLD.rowid) BEGIN SELECT RAISE(ABORT, 'one_live_approval_per_turn_update: one_live_approval_per_turn'); END;
CREATE TRIGGER pk_postings_insert BEFORE INSERT ON postings WHEN TRUE AND EXISTS (SELECT 1 FROM postings o WHERE o.workspace = NEW.workspace AND o.id = NEW.id AND TRUE) BEGIN SELECT RAISE(ABORT, 'pk_postings_insert: pk_postings'); END;
CREATE TRIGGER one_posting_per_approval_insert BEFORE INSERT ON postings WHEN TRUE AND EXISTS (SELECT 1 FROM postings o WHERE o.workspace = NEW.workspace AND o.approval = NEW.approval AND TRUE) BEGIN SELECT RAISE(ABORT, 'one_posting_per_approval_insert: one_posting_per_approval'); END;
CREATE TRIGGER one_posting_per_key_insert BEFORE INSERT ON postings WHEN TRUE AND EXISTS (SELECT 1 FROM postings o WHERE o.workspace = NEW.workspace AND o.key = NEW.key AND TRUE) BEGIN SELECT RAISE(ABORT, 'one_posting_per_key_insert: one_posting_per_key'); END;
CREATE TRIGGER pk_revisions_insert BEFORE INSERT ON revisions WHEN TRUE AND EXISTS (SELECT 1 FROM revisions o WHERE o.workspace = NEW.workspace AND o.id = NEW.id AND TRUE) BEGIN SELECT RAISE(ABORT, 'pk_revisions_insert: pk_revisions'); END;
CREATE TRIGGER one_revision_per_number_insert BEFORE INSERT ON revisions WHEN TRUE AND EXISTS (SELECT 1 FROM revisions o WHERE o.workspace = NEW.workspace AND o.draft = NEW.draft AND o.number = NEW.number AND TRUE) BEGIN SELECT RAISE(ABORT, 'one_revision_per_number_insert: one_revision_per_number'); END;
CREATE TRIGGER pk_revision_clauses_insert BEFORE INSERT ON revision_clauses WHEN TRUE AND EXISTS (SELECT 1 FROM revision_clauses o WHERE o.workspace = NEW.workspace AND o.revision = NEW.revision AND o.clause = NEW.clause AND o.version = NEW.version AND TRUE) BEGIN SELECT RAISE(ABORT, 'pk_revision_clauses_insert: pk_revision_clauses'); END;
CREATE TRIGGER pk_messages_insert BEFORE INSERT ON messages WHEN TRUE AND EXISTS (SELECT 1 FROM messages o WHERE o.workspace = NEW.workspace AND o.id = NEW.id AND TRUE) BEGIN SELECT RAISE(ABORT, 'pk_messages_insert: pk_messages'); END;
CREATE TRIGGER one_message_per_remote_insert BEFORE INSERT ON messages WHEN NEW.remote <> '' AND EXISTS (SELECT 1 FROM messages o WHERE o.workspace = NEW.workspace AND o.conversation = NEW.conversation AND o.remote = NEW.remote AND o.remote <> '') BEGIN SELECT RAISE(ABORT, 'one_message_per_remote_insert: one_message_per_remote'); END;
CREATE TRIGGER pk_conversations_insert BEFORE INSERT ON conversations WHEN TRUE AND EXISTS (SELECT 1 FROM conversations o WHERE o.workspace = NEW.workspace AND o.id = NEW.id AND TRUE) BEGIN SELECT RAISE(ABORT, 'pk_conversations_insert: pk_conversations'); END;
CREATE TRIGGER pk_conversations_update BEFORE UPDATE ON conversations WHEN TRUE AND EXISTS (SELECT 1 FROM conversations o WHERE o.workspace = NEW.workspace AND o.id = NEW.id AND TRUE AND o.rowid <> OLD.rowid) BEGIN SELECT RAISE(ABORT, 'pk_conversations_update: pk_conversations'); END;
CREATE TRIGGER one_thread_insert BEFORE INSERT ON conversations WHEN TRUE AND EXISTS (SELECT 1 FROM conversations o WHERE o.workspace = NEW.workspace AND o.channel = NEW.channel AND o.account = NEW.account AND o.thread = NEW.thread AND TRUE) BEGIN SELECT RAISE(ABORT, 'one_thread_insert: one_thread'); END;
CREATE TRIGGER one_thread_update BEFORE UPDATE ON conversations WHEN TRUE AND EXISTS (SELECT 1 FROM conversations o WHERE o.workspace = NEW.workspace AND o.channel = NEW.channel AND o.account = NEW.account AND o.thread = NEW.thread AND TRUE AND o.rowid <> OLD.rowid) BEGIN SELECT RAISE(ABORT, 'one_thread_update: one_thread'); END;
COMMIT;