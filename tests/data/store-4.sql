-- A store as the program of version 4 leaves it.
PRAGMA user_version = 4;
BEGIN TRANSACTION;
CREATE TABLE asset (
        owner TEXT NOT NULL,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        library TEXT NOT NULL,
        state TEXT NOT NULL,
        added REAL NOT NULL,
        thumbnail TEXT NOT NULL,
        origin TEXT NOT NULL,
        PRIMARY KEY (owner, id)
    ) STRICT;
CREATE TABLE "setting" (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
INSERT INTO "setting" VALUES('settings','{"language": "zh_CN"}');
CREATE TABLE task (
        id TEXT PRIMARY KEY NOT NULL,
        service TEXT NOT NULL,
        idempotency_key TEXT UNIQUE,
        created REAL NOT NULL,
        status TEXT NOT NULL,
        since REAL NOT NULL,
        task_id TEXT NOT NULL,
        progress INTEGER,
        remote_status TEXT NOT NULL,
        finished REAL,
        favourite INTEGER NOT NULL,
        left_as_is INTEGER NOT NULL DEFAULT 0,
        entered_id TEXT NOT NULL DEFAULT '',
        coins_paid REAL,
        coins_returned INTEGER NOT NULL DEFAULT 0,
        sent_at TEXT,
        sent_open INTEGER,
        sent_others INTEGER,
        sent_cause TEXT,
        sent_detail TEXT,
        before_coins REAL,
        before_at REAL,
        before_token INTEGER,
        before_mixed INTEGER,
        after_coins REAL,
        after_at REAL,
        after_token INTEGER,
        after_mixed INTEGER,
        partial_path TEXT,
        partial_tag TEXT,
        partial_total INTEGER,
        message_code TEXT,
        message_values TEXT,
        error TEXT NOT NULL,
        file TEXT NOT NULL,
        draft TEXT NOT NULL,
        body TEXT NOT NULL
    , taken REAL, name TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '[]', take_group TEXT, take_number INTEGER, take_count INTEGER, continues TEXT NOT NULL DEFAULT '', held INTEGER NOT NULL DEFAULT 0, place REAL) STRICT;
INSERT INTO "task" VALUES('id1','https://api.example','press 1',1800000000.0,'not confirmed',1800000000.0,'',NULL,'',NULL,0,0,'',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'AS_IT_IS','{"value": "x"}','','','{"model": "seedance-2.0", "prompt": "A cat \u732b; it''s here", "start": "text", "images": [], "first_image": null, "last_image": null, "reference_videos": [], "reference_audios": [], "ratio": null, "duration": 5, "resolution": null, "orientation": null}','{"model": "seedance-2.0", "prompt": "A cat \u732b; it''s here", "duration": 5}',NULL,'','','[]',NULL,NULL,NULL,'',0,NULL);
INSERT INTO "task" VALUES('id2','practice',NULL,1800000060.0,'saved',1800000090.0,'remote2',NULL,'completed',1800000090.0,1,0,'',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','/videos/a.mp4','{"model": "seedance-2.0", "prompt": "A cat \u732b; it''s here", "start": "text", "images": [], "first_image": null, "last_image": null, "reference_videos": [], "reference_audios": [], "ratio": null, "duration": 5, "resolution": null, "orientation": null}','{"model": "seedance-2.0", "prompt": "A cat \u732b; it''s here", "duration": 5}',1800000062.0,'Cat, take 2','the one with the ladder','["cats", "\u732b"]','press 2',2,4,'id1',0,NULL);
INSERT INTO "task" VALUES('id3','https://api.example',NULL,1800000030.0,'waiting',1800000040.0,'',NULL,'',NULL,0,0,'',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','','{"model": "seedance-2.0", "prompt": "A cat \u732b; it''s here", "start": "text", "images": [], "first_image": null, "last_image": null, "reference_videos": [], "reference_audios": [], "ratio": null, "duration": 5, "resolution": null, "orientation": null}','{"model": "seedance-2.0", "prompt": "A cat \u732b; it''s here", "duration": 5}',NULL,'','','[]',NULL,NULL,NULL,'',1,1799999990.5);
CREATE TABLE upload (link TEXT PRIMARY KEY NOT NULL, made REAL NOT NULL, digest TEXT NOT NULL) STRICT;
CREATE TABLE uploaded_file (
        path TEXT PRIMARY KEY NOT NULL,
        size INTEGER NOT NULL,
        changed_ns INTEGER NOT NULL,
        digest TEXT NOT NULL
    ) STRICT;
CREATE INDEX task_by_world ON task ((service = 'practice'), created);
CREATE INDEX task_by_status ON task (status);
CREATE INDEX task_by_task_id ON task (task_id);
COMMIT;
