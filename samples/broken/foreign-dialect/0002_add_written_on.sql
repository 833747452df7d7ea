CREATE TABLE new_posts (
  id         INTEGER PRIMARY KEY,
  title      TEXT NOT NULL,
  written_on TEXT NOT NULL DEFAULT (now())
);
INSERT INTO new_posts (id, title, written_on) SELECT id, title, '2026-01-01' FROM posts;
DROP TABLE posts;
ALTER TABLE new_posts RENAME TO posts;
