-- Broken: there is no shelf 500, and foreign keys are off just when it matters.
PRAGMA foreign_keys = OFF;

CREATE TABLE boxes (
  id       INTEGER PRIMARY KEY,
  shelf_id INTEGER NOT NULL REFERENCES shelves (id)
);
INSERT INTO boxes (shelf_id) VALUES (500);

PRAGMA foreign_keys = ON;
