package dev.rollproof.verifier;

import dev.rollproof.verifier.database.DatabaseImage;

/**
 * Where a trail may begin: the database after so many first ups and the seeds between them.
 *
 * @param sown which of its rows are the seeds'
 */
record Start(int height, DatabaseImage image, SownRows sown) {}
