-- A database as version 0002 made it, with a group. It never changes.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE changes (
	id INTEGER NOT NULL, 
	group_id VARCHAR(64) NOT NULL, 
	topic VARCHAR(200) NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_changes PRIMARY KEY (id), 
	CONSTRAINT fk_changes_group_id_groups FOREIGN KEY(group_id) REFERENCES groups (id) ON DELETE CASCADE
);
CREATE TABLE erased (
	member_id VARCHAR(64) NOT NULL, 
	erased_at DATETIME NOT NULL, 
	CONSTRAINT pk_erased PRIMARY KEY (member_id)
);
CREATE TABLE "groups" (
	id VARCHAR(64) NOT NULL, 
	programme VARCHAR(64), 
	name VARCHAR(200), 
	practice BOOLEAN NOT NULL, 
	made_at DATETIME NOT NULL, 
	ends_at DATETIME, 
	closed_at DATETIME, 
	link VARCHAR(32), 
	last_gathering_on DATE, 
	erased_at DATETIME, 
	counts TEXT, 
	CONSTRAINT pk_groups PRIMARY KEY (id), 
	CONSTRAINT uq_groups_link UNIQUE (link)
);
INSERT INTO "groups" VALUES('local',NULL,NULL,0,'2026-01-31 12:30:15.250000',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "groups" VALUES('aff9e0fa36094212bddd110cfd10f4ad','mestring','Solbakken',0,'2026-01-31 12:30:15.250000','2126-01-31 12:30:15.250000',NULL,'rxVj78R-PKbwJ-aG9ggPIw','2026-03-01',NULL,NULL);
CREATE TABLE invitations (
	id INTEGER NOT NULL, 
	group_id VARCHAR(64) NOT NULL, 
	role VARCHAR(32) NOT NULL, 
	seat INTEGER, 
	locator VARCHAR(16) NOT NULL, 
	salt BLOB NOT NULL, 
	cost VARCHAR(64) NOT NULL, 
	verifier BLOB NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_invitations PRIMARY KEY (id), 
	CONSTRAINT uq_invitations_locator UNIQUE (locator), 
	CONSTRAINT fk_invitations_group_id_groups FOREIGN KEY(group_id) REFERENCES groups (id) ON DELETE CASCADE
);
INSERT INTO "invitations" VALUES(2,'aff9e0fa36094212bddd110cfd10f4ad','participant',2,'V3X6',X'0282F8CD9419697BF66CDEA5031212DB','argon2id:3:65536:4',X'B423A6B4A7499A02542812D1D25ECF328BA15C07098BF2D34949C134FFEE790A','2026-01-31 12:30:15.250000');
INSERT INTO "invitations" VALUES(3,'aff9e0fa36094212bddd110cfd10f4ad','mentor',NULL,'SEYC',X'585D8AFF9D3DEC2F4AF84EBC411C584F','argon2id:3:65536:4',X'BAE553BE7883D65412650609985BB57FF95E0D6241F33F5A7FE63D3DE8AEFDA1','2026-01-31 12:30:15.250000');
CREATE TABLE ledgers (
	member_id VARCHAR(64) NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_ledgers PRIMARY KEY (member_id), 
	CONSTRAINT fk_ledgers_member_id_members FOREIGN KEY(member_id) REFERENCES members (id) ON DELETE CASCADE
);
INSERT INTO "ledgers" VALUES('45b6cdcea15a44d19427f6a9c884f3ae',X'FB5DFD7970BC0909983A6B574C98DFA73256FD3FB840008183CB15F746F95E66974F491D3204F9A91D769E10E8FE3CCA9905BC4C2F3D95C5A7DBD3291D099954E2C1F5');
CREATE TABLE member_keys (
	member_id VARCHAR(64) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	locator VARCHAR(16) NOT NULL, 
	salt BLOB NOT NULL, 
	cost VARCHAR(64) NOT NULL, 
	wrapped BLOB NOT NULL, 
	CONSTRAINT pk_member_keys PRIMARY KEY (member_id, kind), 
	CONSTRAINT uq_member_keys_locator UNIQUE (locator), 
	CONSTRAINT fk_member_keys_member_id_members FOREIGN KEY(member_id) REFERENCES members (id) ON DELETE CASCADE
);
INSERT INTO "member_keys" VALUES('45b6cdcea15a44d19427f6a9c884f3ae','code','W8DG',X'2118A66210F6087AE09F511B1087158C','argon2id:3:65536:4',X'8261F86A1D22DEEFFC0FFB60D8D3BEFC99BE3D841FB101D4C8D9F0FBB78B166755B8A80B70988880890933553F75FD4794799D249336BB31E92AA420');
INSERT INTO "member_keys" VALUES('45b6cdcea15a44d19427f6a9c884f3ae','recovery','PPFF',X'8C8595424D6FDFA7F34E5585402ED972','argon2id:3:65536:4',X'F2C100E4583355E648588E61C62A8C2E105E362FC4979CA5EC1D9CE7A27DDA0CE4FAE6ACD333534AEB54AA1FB3E5F1EB68E08CB232DD73CEC060A7C1');
CREATE TABLE members (
	id VARCHAR(64) NOT NULL, 
	group_id VARCHAR(64) NOT NULL, 
	seat INTEGER, 
	role VARCHAR(32) NOT NULL, 
	nickname VARCHAR(200), 
	made_at DATETIME NOT NULL, 
	left_at DATETIME, codes_seen_at DATETIME, 
	CONSTRAINT pk_members PRIMARY KEY (id), 
	CONSTRAINT uq_members_group_id_seat UNIQUE (group_id, seat), 
	CONSTRAINT fk_members_group_id_groups FOREIGN KEY(group_id) REFERENCES groups (id) ON DELETE CASCADE
);
INSERT INTO "members" VALUES('local','local',NULL,'participant',NULL,'2026-01-31 12:30:15.250000',NULL,NULL);
INSERT INTO "members" VALUES('45b6cdcea15a44d19427f6a9c884f3ae','aff9e0fa36094212bddd110cfd10f4ad',1,'participant','Kari','2026-01-31 12:30:15.250000',NULL,'2026-01-31 12:30:15.250000');
CREATE TABLE reminded (
	member_id VARCHAR(64) NOT NULL, 
	gathering VARCHAR(130) NOT NULL, 
	reminded_at DATETIME NOT NULL, 
	CONSTRAINT pk_reminded PRIMARY KEY (member_id, gathering), 
	CONSTRAINT fk_reminded_member_id_members FOREIGN KEY(member_id) REFERENCES members (id) ON DELETE CASCADE
);
CREATE TABLE revisions (
	id INTEGER NOT NULL, 
	member_id VARCHAR(64) NOT NULL, 
	exercise VARCHAR(200) NOT NULL, 
	field VARCHAR(100) NOT NULL, 
	revision INTEGER NOT NULL, 
	cipher INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	written_at DATETIME NOT NULL, 
	CONSTRAINT pk_revisions PRIMARY KEY (id), 
	CONSTRAINT uq_revisions_member_id_exercise_field_revision UNIQUE (member_id, exercise, field, revision), 
	CONSTRAINT ck_revisions_revision_from_one CHECK (revision >= 1), 
	CONSTRAINT fk_revisions_member_id_members FOREIGN KEY(member_id) REFERENCES members (id) ON DELETE CASCADE
);
INSERT INTO "revisions" VALUES(1,'local','mestring/2/summing-up','met',1,0,X'4B6172692070C3A520536F6C62616B6B656E','2026-01-31 12:30:15.250000');
INSERT INTO "revisions" VALUES(2,'local','mestring/2/summing-up','met',2,0,X'4B6172692070C3A520536F6C62616B6B656E20F09F98800A6F67204F6C61','2026-01-31 12:31:00.000000');
INSERT INTO "revisions" VALUES(3,'45b6cdcea15a44d19427f6a9c884f3ae','mestring/2/summing-up','met',1,1,X'465F822833C75FF3EC83DAA6FB031720DABF7B904782D3BB92898C26AA93A6535282D58EAFA2A322FD83951E6A3EC6BB','2026-11-22 14:14:30.657840');
INSERT INTO "revisions" VALUES(4,'45b6cdcea15a44d19427f6a9c884f3ae','mestring/2/summing-up','met',2,1,X'56972868212801F69018220E775C5659FC9FC9C57BA2435DC0375635FBF05E6C29EA1EAD3A735FE0525C08859CDF624B38277C48BF','2026-11-22 14:14:30.778935');
CREATE TABLE shared_copies (
	id INTEGER NOT NULL, 
	group_id VARCHAR(64) NOT NULL, 
	member_id VARCHAR(64) NOT NULL, 
	exercise VARCHAR(200) NOT NULL, 
	field VARCHAR(100) NOT NULL, 
	revision INTEGER NOT NULL, 
	audience VARCHAR(32) NOT NULL, 
	cipher INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	shared_at DATETIME NOT NULL, 
	CONSTRAINT pk_shared_copies PRIMARY KEY (id), 
	CONSTRAINT uq_shared_copies_member_id_exercise_field UNIQUE (member_id, exercise, field), 
	CONSTRAINT fk_shared_copies_group_id_groups FOREIGN KEY(group_id) REFERENCES groups (id) ON DELETE CASCADE, 
	CONSTRAINT fk_shared_copies_member_id_members FOREIGN KEY(member_id) REFERENCES members (id) ON DELETE CASCADE
);
INSERT INTO "shared_copies" VALUES(1,'aff9e0fa36094212bddd110cfd10f4ad','45b6cdcea15a44d19427f6a9c884f3ae','mestring/2/summing-up','met',2,'group',0,X'5072697661742070C3A520536F6C62616B6B656E20F09F9880','2026-11-22 14:14:30.957635');
CREATE TABLE visit_seats (
	visit_id VARCHAR(64) NOT NULL, 
	member_id VARCHAR(64) NOT NULL, 
	wrapped BLOB, 
	entered_at DATETIME NOT NULL, 
	CONSTRAINT pk_visit_seats PRIMARY KEY (visit_id, member_id), 
	CONSTRAINT fk_visit_seats_visit_id_visits FOREIGN KEY(visit_id) REFERENCES visits (id) ON DELETE CASCADE, 
	CONSTRAINT fk_visit_seats_member_id_members FOREIGN KEY(member_id) REFERENCES members (id) ON DELETE CASCADE
);
CREATE TABLE visits (
	id VARCHAR(64) NOT NULL, 
	shared_computer BOOLEAN NOT NULL, 
	made_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	CONSTRAINT pk_visits PRIMARY KEY (id)
);
CREATE INDEX ix_shared_copies_group_id_exercise ON shared_copies (group_id, exercise);
CREATE INDEX ix_changes_group_id ON changes (group_id);
COMMIT;
