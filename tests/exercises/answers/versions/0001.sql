-- A database as version 0001 made it. It never changes.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE groups (
	id VARCHAR(64) NOT NULL, 
	programme VARCHAR(64), 
	name VARCHAR(200), 
	practice BOOLEAN NOT NULL, 
	made_at DATETIME NOT NULL, 
	ends_at DATETIME, 
	closed_at DATETIME, 
	CONSTRAINT pk_groups PRIMARY KEY (id)
);
INSERT INTO "groups" VALUES('local',NULL,NULL,0,'2026-01-31 12:30:15.250000',NULL,NULL);
CREATE TABLE members (
	id VARCHAR(64) NOT NULL, 
	group_id VARCHAR(64) NOT NULL, 
	seat INTEGER, 
	role VARCHAR(32) NOT NULL, 
	nickname VARCHAR(200), 
	made_at DATETIME NOT NULL, 
	left_at DATETIME, 
	CONSTRAINT pk_members PRIMARY KEY (id), 
	CONSTRAINT uq_members_group_id_seat UNIQUE (group_id, seat), 
	CONSTRAINT fk_members_group_id_groups FOREIGN KEY(group_id) REFERENCES groups (id) ON DELETE CASCADE
);
INSERT INTO "members" VALUES('local','local',NULL,'participant',NULL,'2026-01-31 12:30:15.250000',NULL);
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
CREATE INDEX ix_shared_copies_group_id_exercise ON shared_copies (group_id, exercise);
COMMIT;
