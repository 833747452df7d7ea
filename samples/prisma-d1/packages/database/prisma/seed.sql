-- What was there goes first, so that seeding again gives the same rows.
DELETE FROM "Post";
DELETE FROM "User";

INSERT INTO "User" ("id", "email", "name") VALUES
    ('ada', 'ada@example.org', 'Ada'),
    ('linus', 'linus@example.org', NULL);

INSERT INTO "Post" ("id", "title", "body", "published", "authorId", "slug") VALUES
    ('p1', 'Hello World', 'The first one.', 1, 'ada', 'hello-world-p1'),
    ('p2', 'Not yet', NULL, 0, 'ada', 'not-yet-p2');
