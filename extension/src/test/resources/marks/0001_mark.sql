CREATE TABLE mark (value TEXT NOT NULL);
INSERT INTO mark (value) VALUES (hex(randomblob(16)));
