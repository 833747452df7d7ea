CREATE TABLE orders (
  id        INTEGER PRIMARY KEY,
  customer  TEXT NOT NULL,
  status    TEXT NOT NULL DEFAULT 'Open',
  placed_on TEXT NOT NULL
);
