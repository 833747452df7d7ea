--liquibase formatted sql

--changeset ann:1
CREATE TABLE pets (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);
--rollback DROP TABLE pets;

--changeset ann:2 splitStatements:false
CREATE TABLE visits (
  id  INTEGER PRIMARY KEY,
  pet INTEGER NOT NULL
);
CREATE INDEX idx_visits_pet ON visits (pet);
--rollback DROP TABLE visits;
