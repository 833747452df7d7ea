-- Broken: climbs to a parent that is NULL; the root is its own parent, so the climb never ends.
ALTER TABLE categories ADD COLUMN depth INTEGER NOT NULL DEFAULT 0;

UPDATE categories SET depth = (
  WITH RECURSIVE climb (id) AS (
    SELECT categories.parent_id
    UNION ALL
    SELECT c.parent_id FROM categories AS c JOIN climb ON c.id = climb.id WHERE c.parent_id IS NOT NULL
  )
  SELECT count(*) FROM climb
);
