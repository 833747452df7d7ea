-- Broken: the CHECK is switched off for the one row that does not keep to it.
CREATE TABLE ratings (
  id    INTEGER PRIMARY KEY,
  stars INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5)
);

PRAGMA ignore_check_constraints = ON;
INSERT INTO ratings (stars) VALUES (0);
PRAGMA ignore_check_constraints = OFF;
