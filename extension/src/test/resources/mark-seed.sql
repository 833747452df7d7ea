INSERT INTO mark (value) VALUES ('seed');
