-- A store as the program of version 1 leaves it.
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE kept (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
INSERT INTO "kept" VALUES('settings','{"language": "zh_CN"}');
CREATE TABLE task (
        id TEXT PRIMARY KEY NOT NULL,
        service TEXT NOT NULL,
        intent TEXT UNIQUE,
        created REAL NOT NULL,
        draft TEXT NOT NULL,
        body TEXT NOT NULL,
        status TEXT NOT NULL,
        since REAL NOT NULL,
        task_id TEXT NOT NULL,
        progress INTEGER,
        remote_status TEXT NOT NULL,
        error TEXT NOT NULL,
        file TEXT NOT NULL,
        finished REAL,
        favourite INTEGER NOT NULL,
        extra TEXT NOT NULL
    ) STRICT;
INSERT INTO "task" VALUES('id1','https://api.example','press 1',1800000000.0,'{"model": "seedance-2.0", "prompt": "A cat \u732b; it''s here", "start": "text", "images": [], "first_image": null, "last_image": null, "reference_videos": [], "reference_audios": [], "ratio": null, "duration": 5, "resolution": null, "orientation": null}','{"model": "seedance-2.0", "prompt": "A cat \u732b; it''s here", "duration": 5}','not confirmed',1800000000.0,'',NULL,'','','',NULL,0,'{"remark": {"text": "x", "values": {}}}');
INSERT INTO "task" VALUES('id2','practice',NULL,1800000060.0,'{"model": "seedance-2.0", "prompt": "A cat \u732b; it''s here", "start": "text", "images": [], "first_image": null, "last_image": null, "reference_videos": [], "reference_audios": [], "ratio": null, "duration": 5, "resolution": null, "orientation": null}','{"model": "seedance-2.0", "prompt": "A cat \u732b; it''s here", "duration": 5}','saved',1800000090.0,'remote2',NULL,'completed','','/videos/a.mp4',1800000090.0,1,'{}');
CREATE INDEX task_by_service ON task (service, created);
COMMIT;
