-- Broken: counts on id 1. After a rollback AUTOINCREMENT goes on with 2, and there is no plan 1 to refer to.
INSERT INTO plans (name) VALUES ('Free');

CREATE TABLE plan_limits (
  plan_id  INTEGER PRIMARY KEY REFERENCES plans (id),
  projects INTEGER NOT NULL
);
INSERT INTO plan_limits (plan_id, projects) VALUES (1, 3);
